using System.Net;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Features.Nurture;
using GarageDoorOS.Tests.Support;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Calls;

/// <summary>The log of calls, and the calls that were made elsewhere.</summary>
public sealed class CallLogTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task A_call_made_elsewhere_is_noted_by_whose_number_it_was(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var api = await business.Api();
        var lead = (await api.Create("/api/leads", new { name = "Ray Novak", phones = new[] { new { number = "(512) 555-0142" } } })).Id();
        await api.Plan(lead, business.Today());
        var call = await api.Create("/api/calls", new { number = "512.555.0142", outcome = "left_message", note = "Called from the truck", seconds = 40 });
        (call.GetProperty("leadId").GetGuid(), call.Text("number"), call.Text("direction"), call.Text("ended"), call.GetProperty("isNoted").GetBoolean()).ShouldBe((lead, "+15125550142", "outbound", "talked", true));
        (await api.GetJson($"/api/leads/{lead}")).Text("status").ShouldBe("contacted");
        (await api.Pending(lead)).ShouldBe("", "the call that was due is done");

        using (var unknown = await api.PostJson("/api/calls", new { number = "512 555 0199", outcome = "reached" })) (await unknown.ShouldBeProblem(422)).GetProperty("errors").GetProperty("number")[0].GetString()!.ShouldContain("Nobody has this number");
        using (var wrong = await api.PostJson("/api/calls", new { leadId = lead, outcome = "sent", direction = "sideways", seconds = -1, at = "tomorrow" }))
            (await wrong.ShouldBeProblem(422)).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order().ShouldBe(["at", "direction", "outcome", "seconds"]);

        var page = await business.Page();
        (await page.Page($"/calls/new?leadId={lead}")).QuerySelector("h1")!.TextContent.ShouldBe("Note a call with Ray Novak");
        using (var lost = await page.Post("/calls", ("leadId", $"{lead}"), ("direction", "inbound"), ("outcome", "reached"), ("minutes", "many"), ("note", "Asked for Monday")))
        {
            lost.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await lost.Content.ReadAsStringAsync()).ShouldContain("Asked for Monday");
        }
        using (var noted = await page.Post("/calls", ("leadId", $"{lead}"), ("direction", "inbound"), ("outcome", "reached"), ("minutes", "3"), ("note", "Asked for Monday"))) noted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await api.GetJson("/api/calls?direction=inbound")).GetProperty("items")[0].GetProperty("seconds").GetInt32().ShouldBe(180);
        (await page.Page($"/leads/{lead}")).QuerySelectorAll(".calls .one-call").Length.ShouldBe(2);
        using var converted = await api.PostJson($"/api/leads/{lead}/conversion", new { type = "residential" });
        var customer = (await converted.ShouldBeJson(201)).GetProperty("customerId").GetGuid();
        await api.Create("/api/calls", new { customerId = customer, outcome = "no_answer" });
        (await page.Page($"/customers/{customer}")).QuerySelectorAll(".calls .one-call").Length.ShouldBe(3, "the calls of the lead are the customer's story");
        (await api.GetJson($"/api/calls?customerId={customer}")).GetProperty("total").GetInt32().ShouldBe(3);
    }

    [Theory, BothDatabases]
    public async Task The_log_is_filtered_paged_and_shows_nobody_more_than_they_may_see(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, seller) = (await business.Api(), await business.Member("sales"));
        var colleague = await business.Member("sales");
        var mine = await Lead(api, "Mine", "512 555 0101", seller.Id);
        var theirs = await Lead(api, "Theirs", "512 555 0102", colleague.Id);
        for (var at = 0; at < 12; at++) await api.Create("/api/calls", new { leadId = at % 3 == 0 ? theirs : mine, outcome = at % 2 == 0 ? "no_answer" : "reached" });
        var all = await api.GetJson("/api/calls?pageSize=10");
        (all.GetProperty("items").GetArrayLength(), all.GetProperty("total").GetInt32(), all.GetProperty("more").GetBoolean()).ShouldBe((10, 12, false));
        (await api.GetJson($"/api/calls?pageSize=10&after={all.GetProperty("nextAfter").GetGuid()}")).GetProperty("items").GetArrayLength().ShouldBe(2);
        (await api.GetJson("/api/calls?ended=no_answer")).GetProperty("total").GetInt32().ShouldBe(6);
        (await api.GetJson("/api/calls?number=(512)+555-0102")).GetProperty("total").GetInt32().ShouldBe(4);
        (await api.GetJson($"/api/calls?leadId={mine}")).GetProperty("total").GetInt32().ShouldBe(8);
        using (var wrong = await api.GetAsync("/api/calls?show=closed&direction=up&ended=lost&leadId=x&number=12")) (await wrong.ShouldBeProblem(422)).GetProperty("errors").EnumerateObject().Count().ShouldBe(5);

        var page = await business.PageOf(seller);
        (await page.Page("/calls")).QuerySelectorAll("table.is-calls tbody tr").Length.ShouldBe(8, "those of a colleague's lead are not shown");
        var hidden = (await api.GetJson($"/api/calls?leadId={theirs}")).GetProperty("items")[0].Id();
        using (var foreign = await page.Http.GetAsync($"/calls/{hidden}/outcome")) foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var said = await page.Post($"/calls/{hidden}/outcome", ("outcome", "reached"))) said.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // Who may not see customers hears nothing of one, not by asking for a call with it either.
        var customer = (await api.Create("/api/customers", new { type = "residential", name = "Hidden Hill", phones = new[] { new { number = "512 555 0109" } } })).Id();
        var agent = await business.Page("lead_agent");
        using (var form = await agent.Http.GetAsync($"/calls/new?customerId={customer}")) form.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var noted = await (await business.Api("lead_agent")).PostJson("/api/calls", new { customerId = customer, outcome = "reached" })) (await noted.ShouldBeProblem(422)).GetRawText().ShouldNotContain("Hidden Hill");
        using (var noted = await (await business.Api("lead_agent")).PostJson("/api/calls", new { number = "512 555 0109", outcome = "reached" })) (await noted.ShouldBeProblem(422)).GetRawText().ShouldNotContain("Hidden Hill");
    }

    private static async Task<Guid> Lead(HttpClient api, string name, string number, Guid assignee) =>
        (await api.Create("/api/leads", new { name, assigneeId = assignee, phones = new[] { new { number } } })).Id();

    [Theory, BothDatabases]
    public async Task However_it_is_narrowed_its_pages_and_its_cursor_give_each_call_once_in_order(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, member, random) = (await business.Api(), await business.Member(), new Random(17));
        var leads = new[] { await business.AddLead("Ray Novak", "512 555 0142"), await business.AddLead("Ann Fox", "512 555 0143") };
        var start = business.Now() - Duration.FromDays(9);
        var calls = Enumerable.Range(0, 90).Select(at =>
        {
            var (who, moment) = (random.Next(2), start + Duration.FromHours(at / 2)); // two of one moment
            var call = random.Next(3) == 0 ? Call.Arrive(business.Id, new(leads[who], null), $"+1512555014{2 + who}", $"v{at}", moment) : Call.Place(business.Id, new(leads[who], null), member.Id, $"+1512555014{2 + who}", moment);
            call.Hear(new(CallState.Ended, (CallEnd)random.Next(4)), moment);
            if (call.IsOpen && random.Next(3) > 0) call.Log(TaskOutcome.Reached, "", ActorIdentity.Of(Actor.System), moment);
            return call;
        }).ToList();
        await business.InDb(db =>
        {
            db.AddRange(calls);
            return db.SaveChangesAsync();
        });
        var day = business.Today().PlusDays(-8);
        var from = day.AtStartOfDayInZone(business.Business.Zone).ToInstant();
        foreach (var (query, fits) in new (string, Func<Call, bool>)[]
        {
            ("", _ => true), ("&show=open", c => c.IsOpen), ("&direction=inbound", c => c.Direction == CallDirection.Inbound), ("&ended=busy", c => c.End == CallEnd.Busy),
            ("&ended=busy&ended=talked", c => c.End is CallEnd.Busy or CallEnd.Talked), ("&show=open&ended=busy&ended=talked", c => c.IsOpen && (c.End is CallEnd.Busy or CallEnd.Talked)),
            ($"&memberId={member.Id}", c => c.MemberId == member.Id), ($"&leadId={leads[1]}", c => c.LeadId == leads[1]), ("&number=512+555+0142&direction=outbound", c => c.LeadId == leads[0] && c.Direction == CallDirection.Outbound),
            ($"&from={NurtureCalls.Iso(day)}", c => c.At >= from),
        })
        {
            var expected = calls.Where(fits).OrderByDescending(c => (c.IsOpen, c.At, c.Id)).Select(c => c.Id).ToList();
            expected.Count.ShouldBeGreaterThan(2, query);
            var (byPage, byCursor) = (new List<Guid>(), new List<Guid>());
            for (var page = 1; page <= expected.Count / 10 + 1; page++) byPage.AddRange(await Ids($"page={page}"));
            byPage.ShouldBe(expected, query);
            for (string? after = null; ;)
            {
                var found = await api.GetJson($"/api/calls?pageSize=10{query}" + after);
                found.GetProperty("total").GetInt32().ShouldBe(expected.Count, query);
                byCursor.AddRange(found.GetProperty("items").EnumerateArray().Select(c => c.Id()));
                if (found.GetProperty("nextAfter").GetString() is not { } next) break;
                after = "&after=" + next;
            }
            byCursor.ShouldBe(expected, query);

            async Task<IEnumerable<Guid>> Ids(string page) => (await api.GetJson($"/api/calls?pageSize=10{query}&{page}")).GetProperty("items").EnumerateArray().Select(c => c.Id());
        }
    }
}
