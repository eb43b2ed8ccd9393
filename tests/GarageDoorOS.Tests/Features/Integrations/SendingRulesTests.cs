using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Integrations;

/// <summary>When, and to whom, messages of a business go by themselves: narrower than the law, never wider.</summary>
public sealed class SendingRulesTests(SharedHosts hosts)
{
    private const string Api = "/api/settings/integrations/consent", Page = "/settings/integrations/consent";

    [Theory, BothDatabases]
    public async Task A_program_reads_the_usual_rules_and_makes_its_own_each_from_the_version_it_knows(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var usual = await api.GetJson(Api);
        (usual.Version(), usual.Text("from"), usual.Text("to"), usual.GetProperty("textsNeedConsent").GetBoolean(), usual.GetProperty("emailKeepsHours").GetBoolean()).ShouldBe((0, "08:00", "21:00", true, false));
        var texas = usual.GetProperty("states").EnumerateArray().Single(s => s.Text("code") == "TX");
        (texas.Text("from"), texas.Text("to"), texas.Text("sundayFrom"), texas.Text("sundayTo")).ShouldBe(("09:00", "21:00", "12:00", "21:00"));
        usual.GetProperty("states").EnumerateArray().Single(s => s.Text("code") == "AL").Text("sundayFrom").ShouldBeNull();

        using (var early = await api.PutJson(Api, new { from = "09:00" }, 1)) (await early.ShouldBeProblem(412, "stale")).GetProperty("current").Version().ShouldBe(0);
        using (var made = await api.PutJson(Api, new { from = "9:00" }))
        {
            (await made.ShouldBeJson(200)).Version().ShouldBe(1);
            made.Headers.ETag!.Tag.ShouldBe("\"1\"");
        }
        using (var blind = await api.PutJson(Api, new { to = "20:00" })) await blind.ShouldBeProblem(428);
        // What was got can be put back, and changes nothing.
        using (var back = await api.PutJson(Api, await api.GetJson(Api))) (await back.ShouldBeJson(200)).Version().ShouldBe(1);
        using (var less = await api.PutJson(Api, new { to = "20:30", states = new[] { new { code = "tx", from = "10:00", to = "18:00", sundayFrom = (string?)null } }, textsNeedConsent = false, emailKeepsHours = true }, 1)) await less.ShouldBeJson(200);
        using (var stale = await api.PutJson(Api, new { to = "20:00" }, 1)) (await stale.ShouldBeProblem(412, "stale")).GetProperty("current").Text("to").ShouldBe("20:30");
        (await api.GetJson(Api)).GetRawText().ShouldBe(
            """{"from":"09:00","to":"20:30","states":[{"code":"TX","from":"10:00","to":"18:00","sundayFrom":null,"sundayTo":null}],"textsNeedConsent":false,"emailKeepsHours":true,"version":2}""");
        var lines = (await api.GetJson("/api/audit-logs")).GetProperty("items").EnumerateArray().Where(l => l.GetRawText().Contains("sending_rules")).ToList();
        lines.Select(l => l.Text("field")).ShouldBe([null, "to", "states", "textsNeedGiven", "emailKeepsHours"], ignoreOrder: true);
        lines.Single(l => l.Text("field") == "states").Text("new").ShouldBe("TX 10:00–18:00, Sunday none");
    }

    [Theory, BothDatabases]
    public async Task Nothing_is_wider_than_the_law_and_all_that_is_wrong_is_told_at_once(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        foreach (var (body, fields) in new (object, string[])[]
        {
            (new { from = "07:59", to = "21:01" }, ["from", "to"]),
            (new { from = "late", to = "25:00", color = "red" }, ["from", "to", "color"]),
            (new { from = "12:00", to = "12:00" }, ["to"]),
            (new { from = (string?)null }, ["from"]),
            (new { states = new object[] { new { code = "XX", from = "07:00", to = "22:00" }, 5 } }, ["states[0].code", "states[0].from", "states[0].to", "states[1]"]),
            (new { states = new[] { new { code = "TX", from = "09:00", to = "21:00", sundayFrom = "06:00", sundayTo = "" } } }, ["states[0].sundayFrom", "states[0].sundayTo"]),
            (new { states = new[] { new { code = "TX", from = "09:00", to = "21:00" }, new { code = "tx", from = "09:00", to = "21:00" } } }, ["states[1].code"]),
        })
            using (var wrong = await api.PutJson(Api, body)) Fields(await wrong.ShouldBeProblem(422, "invalid")).ShouldBe(fields, ignoreOrder: true);
        (await business.InDb(db => db.SendingRules.CountAsync())).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_page_without_scripts_adds_and_takes_out_states_and_saves(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var owner = await business.Page("owner");
        (await owner.Page("/settings/integrations")).QuerySelector($"a[href='{Page}']").ShouldNotBeNull();
        var page = await owner.Page(Page);
        var count = SendingFacts.Usual.States.Count;
        page.QuerySelectorAll(".quiet-state").Length.ShouldBe(count);

        var more = await Press(owner, page, "add");
        more.QuerySelectorAll(".quiet-state").Length.ShouldBe(count + 1);
        more.QuerySelector($"#f-states-{count}-code")!.HasAttribute("autofocus").ShouldBeTrue();
        var less = await Press(owner, await Press(owner, more, "remove-1"), "remove-1");
        Codes(less).ShouldNotContain("AL");
        Codes(await Press(owner, less, "usual")).ShouldBe(SendingFacts.Usual.States.Select(s => s.State));
        (await business.InDb(db => db.SendingRules.CountAsync())).ShouldBe(0, "a button saves nothing");

        // The new state is not chosen yet, and an hour is too early: both are told beside their fields, and what was typed stays.
        using (var wrong = await owner.Post(Page, [.. Sent(less).Where(f => f.Name != "from"), ("from", "06:15")]))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var shown = await owner.Read(wrong);
            shown.QuerySelector("#f-from-error")!.TextContent.ShouldContain("Not before 08:00");
            shown.QuerySelector($"#f-states-{count - 2}-code-error")!.TextContent.ShouldContain("Choose a state.");
            (shown.QuerySelector<IHtmlInputElement>("#f-from")!.Value, shown.QuerySelectorAll(".quiet-state").Length).ShouldBe(("06:15", count - 1));
        }
        var ready = await Press(owner, less, $"remove-{count - 1}");
        using (var saved = await owner.Post(Page, [.. Sent(ready).Where(f => f.Name is not ("to" or "textsNeedConsent")), ("to", "20:00"), ("emailKeepsHours", "yes")])) saved.Where().ShouldBe(Page + "?saved=yes");
        var facts = (await business.InDb(db => db.SendingRules.AsNoTracking().SingleAsync())).Facts;
        (facts.Hours, facts.TextsNeedGiven, facts.EmailKeepsHours, facts.States.Count).ShouldBe((new SendingHours("08:00", "20:00"), false, true, count - 2));
        (await owner.Page(Page + "?saved=yes")).QuerySelector(".toast-bar")!.TextContent.ShouldContain("Saved");

        // Somebody else was quicker: mine stays in the form, theirs is told, and saving again makes it so.
        using (var theirs = await (await business.Api()).PutJson(Api, new { to = "19:00" }, 1)) await theirs.ShouldBeJson(200);
        using (var stale = await owner.Post(Page, [.. Sent(ready).Where(f => f.Name is not ("version" or "to")), ("to", "18:00"), ("version", "1")]))
        {
            stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            var shown = await owner.Read(stale);
            shown.QuerySelector(".notice")!.TextContent.ShouldContain("08:00 to 19:00");
            (shown.QuerySelector<IHtmlInputElement>("#f-to")!.Value, shown.QuerySelector<IHtmlInputElement>("[name=version]")!.Value).ShouldBe(("18:00", "2"));
        }
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_manage_settings_is_kept_out(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (manager, page) = (await business.Api("manager"), await business.Page("manager"));
        using (var refused = await manager.GetAsync(Api)) await refused.ShouldBeProblem(403, "forbidden");
        using (var refused = await manager.PutJson(Api, new { from = "09:00" })) await refused.ShouldBeProblem(403, "forbidden");
        using (var refused = await page.Http.GetAsync(Page)) refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<IDocument> Press(PageClient client, IDocument page, string button)
    {
        using var answer = await client.Post(Page, [.. Sent(page), ("do", button)]);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await client.Read(answer);
    }

    /// <summary>What a browser would send of the form, no button pressed.</summary>
    private static (string Name, string Value)[] Sent(IDocument page) =>
    [
        .. page.QuerySelectorAll("#quiet-hours input[name]").Where(i => i.GetAttribute("type") != "checkbox" || i.HasAttribute("checked")).Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")),
        .. page.QuerySelectorAll("#quiet-hours select").Select(s => (s.GetAttribute("name")!, ((IHtmlSelectElement)s).Value ?? "")),
    ];

    private static IEnumerable<string?> Codes(IDocument page) => page.QuerySelectorAll(".quiet-state select").Select(s => ((IHtmlSelectElement)s).Value);

    private static IEnumerable<string> Fields(JsonElement problem) => problem.GetProperty("errors").EnumerateObject().Select(e => e.Name);
}
