using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Nurture.CadenceCalls;

namespace GarageDoorOS.Tests.Features.Nurture;

/// <summary>The cadences of a business as programs write them, and what is refused to everybody.</summary>
public sealed class CadenceTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task What_a_program_writes_it_gets_back_and_may_put_back(Provider provider)
    {
        var business = await hosts.Nurturing(provider);
        var api = await business.Api();
        var made = await api.Create(Api, new
        {
            name = "Angi leads",
            on = false,
            steps = new object[] { Call, new { kind = "email", title = "Send pictures", wait = 2, unit = "weeks", time = "9:30", workingDays = false } },
            starts = new { byItself = true, statuses = new[] { "contacted", "NEW" }, sources = new[] { "angi", "Yelp" }, valueFrom = "1000", valueTo = 2500.5 },
            stopsOn = new[] { "booked" },
            perDay = 2,
            inAll = 9,
            closesAfterDays = 7,
            closesAs = "never ANSWERED",
        });
        made.GetProperty("steps").EnumerateArray().Select(Said).ShouldBe(["call Call 0 minutes  True", "email Send pictures 2 weeks 09:30 False"]);
        made.GetProperty("starts").GetRawText().ShouldBe("""{"byItself":true,"statuses":["new","contacted"],"sources":["Angi","Yelp"],"valueFrom":"1000.00","valueTo":"2500.50"}""");
        (made.GetProperty("on").GetBoolean(), made.GetProperty("stopsOn").GetRawText(), made.GetProperty("perDay").GetInt32(), made.GetProperty("closesAfterDays").GetInt32(), made.Text("closesAs"), made.GetProperty("leads").GetInt32(), made.Version())
            .ShouldBe((false, """["booked"]""", 2, 7, "Never answered", 0, 1));

        using (var answer = await api.GetAsync($"{Api}/{made.Id()}"))
        {
            answer.Headers.ETag!.Tag.ShouldBe("\"1\"");
            (await answer.ShouldBeJson(200)).GetRawText().ShouldBe(made.GetRawText());
        }
        var back = await (await api.PutJson($"{Api}/{made.Id()}", made)).ShouldBeJson(200);
        back.GetProperty("steps").GetRawText().ShouldBe(made.GetProperty("steps").GetRawText(), "a step that is sent with its id is the same step");

        var steps = made.GetProperty("steps").EnumerateArray().ToList();
        var changed = await (await api.PutJson($"{Api}/{made.Id()}", new { steps = new object[] { steps[1], Call, Call }, perDay = (int?)null, starts = new { sources = Array.Empty<string>() } }, back.Version())).ShouldBeJson(200);
        changed.GetProperty("steps").EnumerateArray().Select(s => s.Id()).First().ShouldBe(steps[1].Id());
        changed.GetProperty("steps").EnumerateArray().Select(s => s.Id()).Distinct().Count().ShouldBe(3);
        (changed.Text("name"), changed.GetProperty("perDay").ValueKind, changed.GetProperty("inAll").GetInt32(), changed.GetProperty("starts").GetProperty("sources").GetArrayLength(), changed.GetProperty("starts").GetProperty("statuses").GetArrayLength()).ShouldBe(("Angi leads", JsonValueKind.Null, 9, 0, 2));
        (await api.GetJson("/api/audit-logs?action=changed")).GetProperty("items").EnumerateArray().Where(l => l.Text("field") == "steps").Select(l => $"{l.Text("old")} | {l.Text("new")}")
            .ShouldBe(["Call → 2 weeks later, 09:30: Send pictures | 2 weeks later, 09:30: Send pictures → Call → Call"]);

        using (var deleted = await api.DeleteVersion($"{Api}/{made.Id()}", changed.Version())) deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using (var gone = await api.GetAsync($"{Api}/{made.Id()}")) await gone.ShouldBeProblem(404);
        await api.Create(Api, new { name = "Angi leads", steps = new[] { Call } });
        (await api.GetJson(Api)).GetProperty("items").EnumerateArray().Select(c => c.Text("name")).ShouldBe(["Angi leads"]);
    }

    [Theory, BothDatabases]
    public async Task All_that_is_wrong_is_told_at_once_beside_its_field(Provider provider)
    {
        var business = await hosts.Nurturing(provider);
        var api = await business.Api();
        using (var answer = await api.PostJson(Api, new
        {
            name = " ",
            steps = new object[]
            {
                new { kind = "fax", title = "", wait = -1, unit = "years", colour = "red" }, new { kind = "call", title = "Call", wait = 401, unit = "days", time = "25:00" },
                new { kind = "call", title = "Call", unit = "hours", time = "09:00" }, 7, new { kind = "call", title = "Call", wait = 58, unit = "weeks" },
            },
            starts = new { statuses = new object[] { "new", "lost", 7 }, sources = new[] { "Angi", "Nowhere" }, valueFrom = "20", valueTo = "10", day = "Monday" },
            stopsOn = new[] { "rain" },
            perDay = 21,
            inAll = 0,
            closesAfterDays = 366,
            closesAs = "Because",
            leadsInIt = "stop",
        }))
            (await answer.ShouldBeProblem(422, "invalid")).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(
            [
                "name", "steps[0].kind", "steps[0].title", "steps[0].wait", "steps[0].unit", "steps[0].colour", "steps[1].wait", "steps[1].time", "steps[2].wait", "steps[2].time", "steps[3]", "steps[4].wait",
                "starts.statuses[1]", "starts.statuses[2]", "starts.sources[1]", "starts.valueTo", "starts.day", "stopsOn[0]", "perDay", "inAll", "closesAfterDays", "closesAs", "leadsInIt",
            ], ignoreOrder: true);
        await Wrong(api, new { name = "Empty", steps = Array.Empty<object>() }, "steps");
        await Wrong(api, new { name = "Long", steps = Enumerable.Repeat(Call, Cadence.MostSteps + 1) }, "steps");
        await Wrong(api, new { name = "Half", steps = new[] { Call }, closesAfterDays = 7 }, "closesAs");
        await Wrong(api, new { name = "Half", steps = new[] { Call }, closesAs = "Price" }, "closesAfterDays");

        var page = await business.Page("owner");
        using var refused = await page.Post(Page, ("name", "Typed"), ("steps[0].kind", "call"), ("steps[0].title", ""), ("steps[0].wait", "soon"), ("steps[0].unit", "hours"), ("steps[0].time", "09:00"), ("perDay", "many"), ("starts.valueFrom", "much"), ("closesAs", "Price"));
        ((int)refused.StatusCode).ShouldBe(422);
        var form = await page.Read(refused);
        form.QuerySelectorAll("[aria-invalid]").Select(f => f.GetAttribute("name")).ShouldBe(["steps[0].title", "steps[0].wait", "steps[0].time", "starts.valueFrom", "perDay", "closesAfterDays"]);
        form.QuerySelectorAll("[aria-invalid]").ShouldAllBe(f => form.GetElementById(f.GetAttribute("aria-describedby")!.Split(' ')[0]) != null);
        (Value(form, "name"), Value(form, "steps[0].wait"), Value(form, "perDay"), Value(form, "starts.valueFrom")).ShouldBe(("Typed", "soon", "many", "much"));
    }

    [Theory, BothDatabases]
    public async Task A_name_is_of_one_cadence_and_a_business_has_only_so_many(Provider provider)
    {
        var business = await hosts.Nurturing(provider);
        var (key, _) = await business.NewKey("owner");
        var nodes = await hosts.NodesOn(provider);
        var clients = Enumerable.Range(0, 6).Select(i => business.ApiWith(key, nodes[i % nodes.Count])).ToList();
        var answers = await Task.WhenAll(clients.Select((client, i) => client.PostJson(Api, new { name = i % 2 == 0 ? "Café  leads" : "CAFE leads", steps = new[] { Call } })));
        answers.Select(a => (int)a.StatusCode).Order().ShouldBe([201, 409, 409, 409, 409, 409]);
        var other = await clients[0].Create(Api, new { name = "Other", steps = new[] { Call } });
        using (var renamed = await clients[0].PutJson($"{Api}/{other.Id()}", new { name = "cafe leads" }, 1)) await renamed.ShouldBeProblem(409, "name_taken");
        var page = await business.Page("owner");
        using (var taken = await page.Post(Page, [("name", "other"), .. Step(0, "Call")]))
        {
            taken.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await page.Read(taken)).QuerySelector("#f-name-error")!.TextContent.ShouldContain("There is a cadence Other already.");
        }
        await business.InDb(db =>
        {
            db.AddRange(Enumerable.Range(2, Cadence.Most - 2).Select(i => Cadence.Write(business.Id, new() { Name = $"Cadence {i}", Steps = ReadyCadences.All["quote-given"].Steps }, SystemClock.Instance.GetCurrentInstant())));
            return db.SaveChangesAsync();
        });
        using (var full = await clients[0].PostJson(Api, new { name = "One more", steps = new[] { Call } })) await full.ShouldBeProblem(409);
    }

    [Theory, BothDatabases]
    public async Task Only_who_may_writes_and_counts_only_what_they_see_and_off_nothing_is_there(Provider provider)
    {
        var business = await hosts.Nurturing(provider);
        var api = await business.Api();
        var cadence = (await api.Create(Api, new { name = "Angi leads", steps = new[] { Call } })).Id();
        await business.Enrol(cadence, "Ray");
        await business.Enrol(cadence, "Ann", await business.Member("sales"));
        (await api.GetJson($"{Api}/{cadence}")).GetProperty("leads").GetInt32().ShouldBe(2);
        var sam = await business.Page("lead_agent");
        (await sam.Http.GetJson($"{Api}/{cadence}")).GetProperty("leads").GetInt32().ShouldBe(1, "they see the pool and their own");
        using (var refused = await sam.Http.GetAsync(Page)) refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using (var refused = await (await business.Api("sales")).PostJson(Api, new { name = "Mine", steps = new[] { Call } })) await refused.ShouldBeProblem(403);
        var stranger = await hosts.Nurturing(provider);
        using (var foreign = await (await stranger.Api()).PutJson($"{Api}/{cadence}", new { name = "Mine" }, 1)) await foreign.ShouldBeProblem(404);
        using (var foreign = await (await stranger.Page("owner")).Http.GetAsync($"{Page}/{cadence}/edit")) foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var owner = await business.Page("owner");
        using (var off = await owner.Post("/settings/integrations", ("x", ""))) off.Where().ShouldBe("/settings/integrations?saved=yes");
        foreach (var closed in new[] { Page, Page + "/new", $"{Page}/{cadence}/edit", $"{Page}/{cadence}/deletion" })
            using (var refused = await owner.Http.GetAsync(closed)) refused.StatusCode.ShouldBe(HttpStatusCode.Conflict, closed);
        using (var refused = await owner.Post(Page, [("name", "Mine"), .. Step(0, "Call")])) refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using (var refused = await api.PutJson($"{Api}/{cadence}", new { name = "Mine" }, 1)) await refused.ShouldBeProblem(409, "integration_disabled");
        (await owner.Page("/settings/general")).QuerySelectorAll(".settings-nav a").Select(a => a.TextContent).ShouldNotContain("Cadences");
    }

    private static async Task Wrong(HttpClient api, object body, string field)
    {
        using var answer = await api.PostJson(Api, body);
        (await answer.ShouldBeProblem(422, "invalid")).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
    }

    private static string Said(JsonElement step) => $"{step.Text("kind")} {step.Text("title")} {step.GetProperty("wait")} {step.Text("unit")} {step.Text("time")} {step.GetProperty("workingDays")}";
}
