using System.Net;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Nurture.NurtureCalls;

namespace GarageDoorOS.Tests.Features.Nurture;

/// <summary>A lead's way through a cadence, by hand.</summary>
public sealed class EnrolmentTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task Each_step_that_is_done_or_skipped_plans_the_next_one(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var api = await business.Api();
        var cadence = await business.Cadence(new() { Name = "Chase", Steps = Steps("call", "text 4 hours", "email 1 days 09:00") });
        var lead = (await api.Create("/api/leads", new { name = "Ray Novak" })).Id();

        var enrolled = await api.Enrol(lead, cadence);
        (enrolled.Text("cadence"), enrolled.Text("state"), enrolled.GetProperty("step").GetInt32()).ShouldBe(("Chase", "running", 1));
        enrolled.Text("why")!.ShouldStartWith("At once when the cadence began");
        (await api.Pending(lead)).ShouldBe("call 1");
        using (var twice = await api.PostJson($"/api/leads/{lead}/enrolments", new { cadenceId = cadence.Id })) await twice.ShouldBeProblem(409, "already_enrolled");
        (await api.GetJson("/api/leads?cadence=chase")).GetProperty("items").EnumerateArray().Single().Id().ShouldBe(lead);

        await Close(api, lead, "completion", new { outcome = "no_answer" });
        (await api.Pending(lead)).ShouldBe("text 2");
        (await api.GetJson($"/api/leads/{lead}/enrolments")).GetProperty("items")[0].Text("why")!.ShouldStartWith("4 hours after «call 1» was done");
        await Close(api, lead, "skipping", new { reason = "No mobile" });
        (await api.Pending(lead)).ShouldBe("email 3");
        await business.CadencesShouldAgree();
        await Close(api, lead, "completion", new { outcome = "sent" });
        (await api.Pending(lead)).ShouldBe("");
        (await api.Enrolments(lead)).ShouldBe("Chase finished completed");
        (await api.GetJson("/api/leads?cadence=Chase")).GetProperty("total").GetInt32().ShouldBe(0);

        var story = (await api.GetJson($"/api/leads/{lead}/activity")).GetProperty("items").EnumerateArray().Select(l => l.Text("kind")).ToList();
        (story.Count(k => k == "cadence_started"), story.Count(k => k == "cadence_finished")).ShouldBe((1, 1));
        await business.CadencesShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task Who_is_reached_leaves_and_taking_that_back_goes_on_where_it_stood(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var api = await business.Api();
        var cadence = await business.Cadence(new() { Name = "Chase", Steps = Steps("call", "text 4 hours", "call 1 days") });
        var lead = (await api.Create("/api/leads", new { name = "Ray" })).Id();
        await api.Enrol(lead, cadence);

        var first = await Close(api, lead, "completion", new { outcome = "no_answer" });
        await Reopen(api, first);
        (await api.Pending(lead)).ShouldBe("call 1", "and the text that it had planned is gone");
        await Close(api, lead, "completion", new { outcome = "no_answer" });

        var other = (await api.Plan(lead, business.Today(), title: "Ring the neighbour")).Id();
        (await api.PutJson($"/api/tasks/{other}/completion", new { outcome = "reached" })).Dispose();
        ((await api.Pending(lead)), await api.Enrolments(lead)).ShouldBe(("", "Chase stopped reached"));
        await business.CadencesShouldAgree();
        await Reopen(api, other);
        (await api.Pending(lead)).Split(", ").Order().ShouldBe(["Ring the neighbour", "text 2"]);
        (await api.Enrolments(lead)).ShouldBe("Chase running");

        var second = await Close(api, lead, "completion", new { outcome = "not_interested" }, "text 2");
        (await api.Enrolments(lead)).ShouldBe("Chase stopped reached");
        await api.Enrol(lead, cadence);
        await Reopen(api, second);
        (await api.Enrolments(lead)).ShouldBe("Chase running, Chase stopped reached", "it has begun anew meanwhile, and is in one at a time");
        await business.CadencesShouldAgree();

        var keeps = await business.Cadence(new() { Name = "Keeps on", Steps = Steps("call", "text"), StopsOnReached = false });
        await api.Enrol(lead, keeps);
        (await api.Enrolments(lead)).ShouldStartWith("Keeps on running, Chase stopped replaced");
        await Close(api, lead, "completion", new { outcome = "reached" }, "call 1");
        (await api.Pending(lead)).Split(", ").ShouldContain("text 2");
        await business.CadencesShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task Whatever_closes_a_lead_leaves_no_step_open(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var (api, page) = (await business.Api(), await business.Page("owner"));
        var cadence = await business.Cadence(new() { Name = "Chase", Steps = Steps("call", "text 1 days") });
        var leads = new List<Guid>();
        for (var number = 0; number < 5; number++)
        {
            leads.Add((await api.Create("/api/leads", new { name = $"Ray {number}", phones = new[] { new { number = $"512 555 010{number}" } } })).Id());
            await api.Enrol(leads[^1], cadence);
        }
        await (await api.PostJson($"/api/leads/{leads[0]}/conversion", new { type = "residential" })).ShouldBeJson(201);
        await (await api.PutJson($"/api/leads/{leads[1]}/status", new { status = "lost", lostReason = "Price" }, 1)).ShouldBeJson(200);
        await (await api.PostJson("/api/leads/bulk/status", new { ids = new[] { leads[2] }, status = "unqualified", lostReason = "Duplicate" })).ShouldBeJson(200);
        (await api.PostJson("/api/leads/bulk/deletion", new { ids = new[] { leads[3] } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var customer = (await api.Create("/api/customers", new { type = "residential", name = "Ray's wife", phones = new[] { new { number = "(512) 555-0104" } } })).Id();
        await api.Create("/api/jobs", new { customerId = customer, title = "Spring", status = "scheduled", date = Iso(business.Today()) });

        foreach (var lead in new[] { leads[0], leads[1], leads[4] })
            (await api.GetJson($"/api/leads/{lead}/activity")).GetProperty("items").EnumerateArray().Select(l => l.Text("kind")).First(k => k!.StartsWith("cadence")).ShouldBe("cadence_stopped", "the latest line is what came last");
        (await business.InDb(db => db.Enrolments.OrderBy(e => e.LeadId).Select(e => e.End).ToListAsync()))
            .ShouldBe([EnrolmentEnd.Converted, EnrolmentEnd.Lost, EnrolmentEnd.Lost, EnrolmentEnd.Deleted, EnrolmentEnd.Booked]);
        await business.CadencesShouldAgree();

        await (await api.PutJson($"/api/leads/{leads[1]}/status", new { status = "contacted" }, 2)).ShouldBeJson(200);
        (await api.PostJson($"/api/leads/{leads[3]}/restoration", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var back in new[] { leads[1], leads[3] }) (await api.Pending(back), await api.Enrolments(back)).ShouldBe(("call 1", "Chase running"), "what was taken back goes on");
        await business.CadencesShouldAgree();
        business.Host.Time.Pass(TimeSpan.FromDays(2));
        await (await api.PutJson($"/api/leads/{leads[2]}/status", new { status = "contacted" }, 2)).ShouldBeJson(200);
        (await api.Enrolments(leads[2])).ShouldBe("Chase stopped lost", "days later it begins by hand, if at all");
        await business.CadencesShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task It_ends_by_hand_and_only_for_who_sees_the_lead(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var api = await business.Api();
        var cadence = await business.Cadence(new() { Name = "Chase", Steps = Steps("call") });
        var off = await business.Cadence(new() { Name = "Off", Steps = Steps("call"), IsOn = false });
        var lead = (await api.Create("/api/leads", new { name = "Ray" })).Id();
        var enrolled = (await api.Enrol(lead, cadence)).Id();
        var elsewhere = await (await (await (await hosts.On(provider)).NewBusiness()).Nurturing()).Api();
        using (var foreign = await elsewhere.PutJson($"/api/enrolments/{enrolled}/ending", new { })) await foreign.ShouldBeProblem(404);
        using (var ended = await api.PutJson($"/api/enrolments/{enrolled}/ending", new { })) (await ended.ShouldBeJson(200)).Text("end").ShouldBe("by_hand");
        using (var again = await api.PutJson($"/api/enrolments/{enrolled}/ending", new { })) (await again.ShouldBeJson(200)).Text("end").ShouldBe("by_hand");
        using (var none = await api.PostJson($"/api/leads/{lead}/enrolments", new { cadenceId = off.Id })) (await none.ShouldBeProblem(422)).GetProperty("errors").TryGetProperty("cadenceId", out _).ShouldBeTrue();
        using (var none = await api.PostJson($"/api/leads/{lead}/enrolments", new { })) await none.ShouldBeProblem(422);
        await (await api.PutJson($"/api/leads/{lead}/status", new { status = "lost", lostReason = "Price" }, 1)).ShouldBeJson(200);
        using (var closed = await api.PostJson($"/api/leads/{lead}/enrolments", new { cadenceId = cadence.Id })) await closed.ShouldBeProblem(409, "lead_closed");
        await business.CadencesShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task So_many_steps_in_all_and_no_more(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var api = await business.Api();
        var cadence = await business.Cadence(new() { Name = "Chase", Steps = Steps("call", "call", "call"), InAll = 2, PerDay = 1, ClosesAfterDays = 7, ClosesAs = "Never answered" });
        var lead = (await api.Create("/api/leads", new { name = "Ray" })).Id();
        await api.Enrol(lead, cadence);
        await Close(api, lead, "completion", new { outcome = "no_answer" });
        var next = (await api.GetJson($"/api/leads/{lead}/tasks")).GetProperty("items")[0];
        (next.Text("title"), next.Text("dueOn")).ShouldBe(("call 2", Iso(business.Today().PlusDays(1))), "one a day");
        await Close(api, lead, "completion", new { outcome = "no_answer" });
        (await api.Pending(lead)).ShouldBe("Close as «Never answered»", "two in all");
        await business.CadencesShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task Of_a_step_done_and_a_lead_closed_at_once_no_step_stays_open(Provider provider)
    {
        var nodes = await hosts.NodesOn(provider);
        var business = await (await nodes[0].NewBusiness()).Nurturing();
        var (key, _) = await business.NewKey("owner");
        var apis = new[] { business.ApiWith(key), business.ApiWith(key, nodes[^1]) };
        var cadence = await business.Cadence(new() { Name = "Chase", Steps = Steps("call", "call", "call") });
        for (var round = 0; round < LongRun.Rounds(5, 100); round++)
        {
            var lead = (await apis[0].Create("/api/leads", new { name = "Ray" })).Id();
            await apis[0].Enrol(lead, cadence);
            var task = await business.InDb(db => db.NurtureTasks.Where(t => t.LeadId == lead).Select(t => t.Id).SingleAsync());
            var answers = await Task.WhenAll(
                apis[0].PutJson($"/api/tasks/{task}/completion", new { outcome = "no_answer" }), apis[1].PostJson($"/api/leads/{lead}/conversion", new { type = "residential" }),
                apis[0].PostJson($"/api/leads/{lead}/enrolments", new { cadenceId = cadence.Id }));
            answers.ShouldAllBe(a => (int)a.StatusCode < 500);
            foreach (var answer in answers) answer.Dispose();
        }
        await business.CadencesShouldAgree();
        (await business.InDb(db => db.Leads.AllAsync(l => l.Status == LeadStatus.Converted))).ShouldBeTrue();
    }

    private static async Task<Guid> Close(HttpClient api, Guid lead, string how, object body, string? title = null)
    {
        var task = (await api.GetJson($"/api/leads/{lead}/tasks")).GetProperty("items").EnumerateArray().First(t => t.Text("state") == "pending" && (title is null || t.Text("title") == title)).Id();
        using var answer = await api.PutJson($"/api/tasks/{task}/{how}", body);
        await answer.ShouldBeJson(200);
        return task;
    }

    private static async Task Reopen(HttpClient api, Guid task)
    {
        using var answer = await api.PostJson($"/api/tasks/{task}/reopening", new { });
        await answer.ShouldBeJson(200);
    }
}
