using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Features.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.ConsentEntries;

/// <summary>Who agreed to be written to and who wants no more: written down by people and programs, opened again only by the person, never changed.</summary>
public sealed class ConsentTests(SharedHosts hosts)
{
    private const string Number = "+15125550143", Mail = "ann@lee.example";

    [Theory, BothDatabases]
    public async Task A_program_writes_down_a_yes_and_a_no_and_reads_what_holds(Provider provider)
    {
        var (business, api, lead) = await Start(provider);
        var before = await api.GetJson($"/api/leads/{lead}/consents");
        States(before).ShouldBe([$"text {Number} unknown", $"email {Mail} unknown"]);

        var yes = await api.Create($"/api/leads/{lead}/consents", new { channel = "text", address = "(512) 555-0143", given = true, how = "form", wording = "Text me." });
        (yes.Text("address"), yes.GetProperty("given").GetBoolean(), yes.Text("how"), yes.Text("wording"), yes.Text("by")).ShouldBe((Number, true, "form", "Text me.", "key of owner"));
        (await api.Create($"/api/leads/{lead}/consents", new { channel = "email", address = "ANN@lee.example", given = false })).Text("how").ShouldBe("api");
        States(await api.GetJson($"/api/leads/{lead}/consents")).ShouldBe([$"text {Number} given", $"email {Mail} withdrawn"]);

        // The same by the address, however it is written; an address that nobody has is no mistake.
        States(await api.GetJson("/api/consents?address=" + Uri.EscapeDataString("512.555.0143"))).ShouldBe([$"text {Number} given"]);
        (await api.GetJson("/api/consents?address=ann%40LEE.example")).GetProperty("entries").GetArrayLength().ShouldBe(1);
        States(await api.GetJson("/api/consents?address=5125550199")).ShouldBe(["text +15125550199 unknown"]);
        using (var wrong = await api.GetAsync("/api/consents?address=12")) Fields(await wrong.ShouldBeProblem(422, "invalid")).ShouldBe(["address"]);
        using (var none = await api.GetAsync("/api/consents")) Fields(await none.ShouldBeProblem(422, "invalid")).ShouldBe(["address"]);

        var story = (await (await business.Page("owner")).Page($"/leads/{lead}")).QuerySelector(".story")!.TextContent;
        story.ShouldContain("noted that they agreed to texts to (512) 555-0143, in a form: «Text me.»");
        story.ShouldContain("noted that they want no more e-mail to ann@lee.example, by a program");
        (await business.InDb(db => db.Leads.SingleAsync(l => l.Id == lead))).Version.ShouldBe(1, "what they say is no change of the lead");
    }

    [Theory, BothDatabases]
    public async Task All_that_is_wrong_is_told_at_once_and_nothing_is_written(Provider provider)
    {
        var (business, api, lead) = await Start(provider);
        var address = $"/api/leads/{lead}/consents";
        using (var nothing = await api.PostJson(address, new { })) Fields(await nothing.ShouldBeProblem(422, "invalid")).ShouldBe(["channel", "given"], ignoreOrder: true);
        using (var wrong = await api.PostJson(address, new { channel = "fax", given = "maybe", how = "dream", at = "yesterday", color = "red" }))
            Fields(await wrong.ShouldBeProblem(422, "invalid")).ShouldBe(["channel", "given", "how", "at", "color"], ignoreOrder: true);
        foreach (var (field, body) in new (string, object)[]
        {
            ("address", new { channel = "text", address = "512 555 0199", given = true }), ("address", new { channel = "text", address = Mail, given = true }), ("address", new { channel = "email", given = true }),
            ("how", new { channel = "text", address = Number, given = true, how = "import" }), ("how", new { channel = "text", address = Number, given = true, how = "by_hand" }),
            ("how", new { channel = "text", address = Number, given = true, how = "unsubscribe_link" }), ("at", new { channel = "text", address = Number, given = true, at = "2126-01-01T00:00:00Z" }),
            ("wording", new { channel = "text", address = Number, given = true, wording = new string('x', Consent.LongestWording + 1) }),
        })
            using (var refused = await api.PostJson(address, body)) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe([field]);
        (await business.InDb(db => db.Consents.CountAsync())).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Who_wanted_no_more_is_opened_again_by_a_later_word_of_their_own_and_by_nothing_else(Provider provider)
    {
        var (business, api, lead) = await Start(provider);
        var address = $"/api/leads/{lead}/consents";
        var no = await api.Create(address, new { channel = "text", address = Number, given = false, how = "by_text", wording = "STOP" });
        var (earlier, later) = (no.GetProperty("at").GetDateTimeOffset().AddDays(-1), no.GetProperty("at").GetDateTimeOffset().AddMilliseconds(1));
        foreach (var silent in new object[]
        {
            new { channel = "text", address = Number, given = true },
            new { channel = "text", address = Number, given = true, how = "api", wording = "They said so", at = later },
            new { channel = "text", address = Number, given = true, how = "form", wording = "Ticked" },
            new { channel = "text", address = Number, given = true, how = "form", at = later },
            new { channel = "text", address = Number, given = true, how = "form", wording = "Ticked", at = earlier },
        })
            using (var refused = await api.PostJson(address, silent)) (await refused.ShouldBeProblem(409, "consent_withdrawn")).GetProperty("withdrawn").Text("wording").ShouldBe("STOP");
        States(await api.GetJson(address))[0].ShouldBe($"text {Number} withdrawn");
        await api.Create(address, new { channel = "text", address = Number, given = true, how = "form", wording = "Text me after all.", at = later });
        States(await api.GetJson(address))[0].ShouldBe($"text {Number} given");
        (await business.InDb(db => db.Consents.CountAsync())).ShouldBe(2, "the no is still in the ledger");
    }

    [Theory, BothDatabases]
    public async Task The_page_shows_what_holds_and_writes_down_what_somebody_says(Provider provider)
    {
        var (business, api, lead) = await Start(provider);
        await business.Nurturing();
        var dana = await business.PageOf(await business.Member("manager", "Dana Reed"));
        var shown = (await dana.Page($"/leads/{lead}")).QuerySelectorAll(".consent");
        shown.Select(line => line.GetAttribute("data-consent")).ShouldBe(["unknown", "unknown"]);
        var link = shown[0].QuerySelector("a")!.GetAttribute("href")!;
        var dialog = await dana.Page(link);
        dialog.QuerySelector<IHtmlSelectElement>("#f-address")!.Value.ShouldBe("text " + Number);

        using (var blank = await dana.Post($"/leads/{lead}/consents", ("address", "email " + Mail), ("how", "by_phone"), ("wording", "Well <b>now</b>")))
        {
            blank.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var again = await dana.Read(blank);
            again.QuerySelector("#given-error").ShouldNotBeNull();
            (again.QuerySelector<IHtmlSelectElement>("#f-address")!.Value, again.QuerySelector<IHtmlInputElement>("#f-wording")!.Value).ShouldBe(("email " + Mail, "Well <b>now</b>"), "nothing typed is lost");
        }
        using (var foreign = await dana.Post($"/leads/{lead}/consents", ("address", "text +15125550199"), ("given", "yes"), ("how", "by_phone"))) foreign.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var no = await dana.Post($"/leads/{lead}/consents", ("address", "text " + Number), ("given", "no"), ("how", "by_hand"), ("wording", ""))) no.Where().ShouldBe($"/leads/{lead}");
        (await dana.Page($"/leads/{lead}")).QuerySelector("[data-consent=withdrawn] .consent-says")!.TextContent.Trim().ShouldBe("withdrawn today by us");

        // A no is lifted by their words alone.
        using (var wordless = await dana.Post($"/leads/{lead}/consents", ("address", "text " + Number), ("given", "yes"), ("how", "by_phone"), ("wording", " ")))
            (await dana.Read(wordless)).QuerySelector("#f-wording-error")!.TextContent.ShouldContain("what they say now");
        using (var by = await dana.Post($"/leads/{lead}/consents", ("address", "text " + Number), ("given", "yes"), ("how", "by_hand"), ("wording", "x"))) (await dana.Read(by)).QuerySelector("#f-how-error").ShouldNotBeNull();
        using (var yes = await dana.Post($"/leads/{lead}/consents", ("address", "text " + Number), ("given", "yes"), ("how", "by_phone"), ("wording", "Text me <i>again</i>"))) yes.Where().ShouldBe($"/leads/{lead}");
        var says = (await dana.Page($"/leads/{lead}")).QuerySelector("[data-consent=given] .consent-says")!;
        (says.TextContent.Trim(), says.QuerySelector("i")).ShouldBe(("agreed today by phone «Text me <i>again</i>»", null));
        (await api.GetJson($"/api/leads/{lead}/consents")).GetProperty("entries")[0].Text("by").ShouldBe("Dana Reed");
        (await dana.Fragment($"/leads/{lead}", "panel")).QuerySelectorAll(".consent").Length.ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Entries_stay_as_they_were_written(Provider provider)
    {
        var (business, api, lead) = await Start(provider);
        await api.Create($"/api/leads/{lead}/consents", new { channel = "text", address = Number, given = false });
        await Should.ThrowAsync<Exception>(() => business.InDb(db => db.Consents.ExecuteUpdateAsync(set => set.SetProperty(c => c.IsGiven, true))));
        await Should.ThrowAsync<Exception>(() => business.InDb(db => db.Consents.ExecuteDeleteAsync()));
        (await business.InDb(db => db.Consents.SingleAsync())).IsGiven.ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task Who_wants_no_more_leaves_the_cadence_in_the_same_save(Provider provider)
    {
        var (business, api, lead) = await Start(provider);
        await business.Nurturing();
        var cadence = await business.Cadence(new() { Name = "Chase", Steps = NurtureCalls.Steps("text", "call 1 days") });
        using (var begun = await api.PostJson($"/api/leads/{lead}/enrolments", new { cadenceId = cadence.Id })) await begun.ShouldBeJson(201);
        await api.Create($"/api/leads/{lead}/consents", new { channel = "email", address = Mail, given = true, how = "form" });
        (await Enrolment()).State.ShouldBe(EnrolmentState.Running);
        await api.Create($"/api/leads/{lead}/consents", new { channel = "text", address = Number, given = false, how = "by_text", wording = "stop" });
        var left = await Enrolment();
        (left.State, left.End).ShouldBe((EnrolmentState.Stopped, EnrolmentEnd.OptedOut));
        (await business.InDb(db => db.NurtureTasks.CountAsync(t => t.LeadId == lead && t.State == TaskState.Pending))).ShouldBe(0);

        Task<Enrolment> Enrolment() => business.InDb(db => db.Enrolments.AsNoTracking().SingleAsync(e => e.LeadId == lead));
    }

    [Theory, BothDatabases]
    public async Task Others_neither_read_nor_write_it(Provider provider)
    {
        var (business, api, lead) = await Start(provider);
        await api.Create($"/api/leads/{lead}/consents", new { channel = "text", address = Number, given = false });
        var stranger = await (await business.Host.NewBusiness()).Api();
        using (var gone = await stranger.GetAsync($"/api/leads/{lead}/consents")) await gone.ShouldBeProblem(404);
        using (var gone = await stranger.PostJson($"/api/leads/{lead}/consents", new { channel = "text", address = Number, given = true })) await gone.ShouldBeProblem(404);
        States(await stranger.GetJson($"/api/consents?address={Uri.EscapeDataString(Number)}")).ShouldBe([$"text {Number} unknown"]);

        // Who sees only their own leads hears of no other address; who only looks writes nothing down.
        var own = business.ApiWith((await business.NewKey(await business.OwnRole("Own", LeadScope.Own, Permission.LeadsView))).Key);
        States(await own.GetJson($"/api/consents?address={Uri.EscapeDataString(Number)}")).ShouldBe([$"text {Number} unknown"]);
        using (var gone = await own.GetAsync($"/api/leads/{lead}/consents")) await gone.ShouldBeProblem(404);
        using (var refused = await (await business.Api("lead_viewer")).PostJson($"/api/leads/{lead}/consents", new { channel = "text", address = Number, given = false })) await refused.ShouldBeProblem(403, "forbidden");
        (await (await business.Page("lead_viewer")).Page($"/leads/{lead}")).QuerySelectorAll(".consent a").Length.ShouldBe(0);
    }

    private async Task<(TestBusiness Business, HttpClient Api, Guid Lead)> Start(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        return (business, api, (await api.Create("/api/leads", new { name = "Ann Lee", phones = new[] { new { number = "512-555-0143" } }, emails = new[] { "Ann@Lee.example" } })).Id());
    }

    internal static string[] States(JsonElement list) => [.. list.GetProperty("addresses").EnumerateArray().Select(a => $"{a.Text("channel")} {a.Text("address")} {a.Text("state")}")];

    private static IEnumerable<string> Fields(JsonElement problem) => problem.GetProperty("errors").EnumerateObject().Select(e => e.Name);
}
