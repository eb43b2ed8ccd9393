using System.Net;
using System.Text.Json;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Nurture.NurtureCalls;

namespace GarageDoorOS.Tests.Features.Nurture;

/// <summary>What is planned for a lead, done, skipped and taken back.</summary>
public sealed class TaskTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task A_task_is_planned_changed_and_done_and_the_lead_knows_what_comes_next(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var (api, today) = (await business.Api(), business.Today());
        var lead = (await api.Create("/api/leads", new { name = "Ray Novak" })).Id();

        var later = await api.Plan(lead, today.PlusDays(3), kind: "email", title: "Send the brochure");
        var call = await api.Plan(lead, today, "15:30");
        (call.Text("kind"), call.Text("title"), call.Text("dueTime"), call.Text("state"), call.GetProperty("assigneeId").ValueKind).ShouldBe(("call", "Call", "15:30", "pending", JsonValueKind.Null));
        await business.NextTasksShouldAgree();
        (await business.InDb(db => db.Leads.Select(l => new { l.NextTask, l.Version }).SingleAsync())).ShouldBe(new { NextTask = "Call", Version = 1 });

        using (var stale = await api.PutJson($"/api/tasks/{call.Id()}", new { title = "Ring twice" }, 2)) await stale.ShouldBeProblem(412);
        using (var moved = await api.PutJson($"/api/tasks/{call.Id()}", new { dueOn = Iso(today.PlusDays(5)), dueTime = (string?)null }, 1)) (await moved.ShouldBeJson(200)).Version().ShouldBe(2);
        (await business.InDb(db => db.Leads.Select(l => l.NextTask).SingleAsync())).ShouldBe("Send the brochure");

        using (var done = await api.PutJson($"/api/tasks/{later.Id()}/completion", new { outcome = "sent", note = "By mail" }))
        {
            var over = await done.ShouldBeJson(200);
            (over.Text("state"), over.Text("outcome"), over.Text("note")).ShouldBe(("done", "sent", "By mail"));
        }
        (await api.GetJson($"/api/leads/{lead}")).Text("status").ShouldBe("contacted", "who was written to is contacted");
        using (var again = await api.PutJson($"/api/tasks/{later.Id()}/completion", new { outcome = "reached" })) await again.ShouldBeProblem(409, "task_closed");
        using (var edited = await api.PutJson($"/api/tasks/{later.Id()}", new { title = "Other" }, 2)) await edited.ShouldBeProblem(409, "task_closed");
        using (var skipped = await api.PutJson($"/api/tasks/{call.Id()}/skipping", new { reason = "They came by" })) (await skipped.ShouldBeJson(200)).Text("note").ShouldBe("They came by");
        (await api.GetJson($"/api/leads?task=none")).GetProperty("items").EnumerateArray().Single().Id().ShouldBe(lead);

        using (var back = await api.PostJson($"/api/tasks/{later.Id()}/reopening", new { })) (await back.ShouldBeJson(200)).Text("state").ShouldBe("pending");
        (await api.GetJson($"/api/leads/{lead}")).Text("status").ShouldBe("new", "nobody has written to them after all");
        (await api.GetJson($"/api/leads/{lead}/tasks")).GetProperty("items").EnumerateArray().Select(t => $"{t.Text("title")} {t.Text("state")}").ShouldBe(["Send the brochure pending", "Call skipped"]);
        (await api.GetJson($"/api/leads/{lead}/activity")).GetProperty("items").EnumerateArray().Select(l => $"{l.Text("kind")} {l.Text("old")} {l.Text("new")}").ShouldBe(
        [
            "task_reopened Send the brochure ", "changed contacted new", "task_skipped Call They came by", "task_done Send the brochure Sent: By mail", "changed new contacted",
            $"task_changed Call {Iso(today.PlusDays(5))}", $"task_planned Call {Iso(today)} 15:30", $"task_planned Send the brochure {Iso(today.PlusDays(3))}", "created  ",
        ], ignoreOrder: true);
        await business.NextTasksShouldAgree();
        await business.DerivedRowsShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task What_closes_a_lead_leaves_nothing_to_do_and_opening_it_brings_it_back(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var (api, today) = (await business.Api(), business.Today());
        var (lost, won, gone) = ((await api.Create("/api/leads", new { name = "Lost" })).Id(), (await api.Create("/api/leads", new { name = "Won" })).Id(), (await api.Create("/api/leads", new { name = "Gone" })).Id());
        foreach (var lead in new[] { lost, won, gone }) await api.Plan(lead, today);
        (await Due(api, "today")).Count.ShouldBe(3);

        using (var closed = await api.PutJson($"/api/leads/{lost}/status", new { status = "lost", lostReason = "price" }, 1)) closed.StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var converted = await api.PostJson($"/api/leads/{won}/conversion", new { type = "residential" })) converted.StatusCode.ShouldBe(HttpStatusCode.Created);
        using (var deleted = await api.DeleteVersion($"/api/leads/{gone}", 1)) deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Due(api, "today")).ShouldBeEmpty();
        await business.NextTasksShouldAgree();
        using (var planned = await api.PostJson($"/api/leads/{lost}/tasks", new { dueOn = Iso(today) })) await planned.ShouldBeProblem(409, "lead_closed");

        using (var opened = await api.PutJson($"/api/leads/{lost}/status", new { status = "contacted" }, 2)) opened.StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var restored = await api.PostJson($"/api/leads/{gone}/restoration", new { })) restored.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Due(api, "today")).Count.ShouldBe(2);
        await business.NextTasksShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task Of_two_who_close_a_task_at_once_one_is_told_that_it_is_closed(Provider provider)
    {
        var nodes = await hosts.NodesOn(provider);
        var business = await (await nodes[0].NewBusiness()).Nurturing();
        var (key, _) = await business.NewKey("owner");
        var apis = new[] { business.ApiWith(key), business.ApiWith(key, nodes[^1]) };
        for (var round = 0; round < LongRun.Rounds(5, 100); round++)
        {
            var lead = (await apis[0].Create("/api/leads", new { name = "Ray" })).Id();
            var task = await apis[0].Plan(lead, business.Today());
            var answers = await Task.WhenAll(apis[0].PutJson($"/api/tasks/{task.Id()}/completion", new { outcome = "reached" }), apis[1].PutJson($"/api/tasks/{task.Id()}/skipping", new { reason = "no" }));
            answers.Select(a => a.StatusCode).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict]);
            foreach (var answer in answers) answer.Dispose();
        }
        await business.NextTasksShouldAgree();
        await business.DerivedRowsShouldAgree();
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_its_field()
    {
        var business = await (await (await hosts.On(Provider.Sqlite)).NewBusiness()).Nurturing();
        var api = await business.Api();
        var lead = (await api.Create("/api/leads", new { name = "Ray" })).Id();
        using (var wrong = await api.PostJson($"/api/leads/{lead}/tasks", new { kind = "dance", dueOn = "tomorrow", dueTime = "25:00", assigneeId = Guid.NewGuid(), colour = 1 }))
            Fields(await wrong.ShouldBeProblem(422, "invalid")).ShouldBe(["assigneeId", "colour", "dueOn", "dueTime", "kind"]);
        using (var empty = await api.PostJson($"/api/leads/{lead}/tasks", new { })) Fields(await empty.ShouldBeProblem(422)).ShouldBe(["dueOn"]);
        var task = (await api.Plan(lead, business.Today())).Id();
        using (var none = await api.PutJson($"/api/tasks/{task}/completion", new { outcome = "danced" })) Fields(await none.ShouldBeProblem(422)).ShouldBe(["outcome"]);
        using (var none = await api.PutJson($"/api/tasks/{task}/skipping", new { reason = " " })) Fields(await none.ShouldBeProblem(422)).ShouldBe(["reason"]);
        using (var none = await api.GetAsync("/api/nurture/tasks?due=never&kind=dance&assignee=x&page=0&after=x&colour=1"))
            Fields(await none.ShouldBeProblem(422)).ShouldBe(["after", "assignee", "colour", "due", "kind", "page"]);
        using (var unversioned = await api.PutJson($"/api/tasks/{task}", new { title = "x" })) await unversioned.ShouldBeProblem(428);

        var page = await business.Page();
        using var typed = await page.Post($"/leads/{lead}/tasks", ("kind", "call"), ("title", "Ask for Ann"), ("dueOn", ""), ("dueTime", "9am"), ("assigneeId", ""));
        typed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var form = await page.Read(typed);
        (form.QuerySelector("#f-title")!.GetAttribute("value"), form.QuerySelector("#f-dueTime")!.GetAttribute("value")).ShouldBe(("Ask for Ann", "9am"));
        form.QuerySelector("#f-dueOn-error").ShouldNotBeNull();
        form.QuerySelector("#f-dueTime-error").ShouldNotBeNull();

        await (await api.PutJson($"/api/tasks/{task}", new { title = "Theirs" }, 1)).ShouldBeJson(200);
        using var stale = await page.Post($"/tasks/{task}", ("kind", "call"), ("title", "Mine"), ("dueOn", Iso(business.Today())), ("dueTime", ""), ("assigneeId", ""), ("version", "1"));
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict, "which the dialog shows");
        var again = await page.Read(stale);
        (again.QuerySelector("#f-title")!.GetAttribute("value"), again.QuerySelector("[name=version]")!.GetAttribute("value")).ShouldBe(("Mine", "2"));
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_see_a_lead_sees_no_task_of_it(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var (api, mine, today) = (await business.Api(), await business.Member("technician", "Tom"), business.Today());
        await business.OwnRole("Own", LeadScope.Own, Permission.LeadsView, Permission.LeadsUpdate);
        var own = await business.Member("own", "Olga");
        var (hers, other) = ((await api.Create("/api/leads", new { name = "Hers", assigneeId = own.Id })).Id(), (await api.Create("/api/leads", new { name = "Other", assigneeId = mine.Id })).Id());
        var (task, foreign) = (await api.Plan(hers, today), await api.Plan(other, today));
        var page = await business.PageOf(own);
        (await page.Http.GetJson("/api/nurture/tasks")).GetProperty("items").EnumerateArray().Select(t => t.Text("lead")).ShouldBe(["Hers"]);
        (await page.Http.GetAsync($"/api/tasks/{foreign.Id()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await page.Http.GetAsync($"/tasks/{foreign.Id()}/completion")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await page.Page($"/tasks/{task.Id()}/completion");
        (await page.Page($"/leads/{hers}/next-task/completion")).QuerySelector($"form[action='/tasks/{task.Id()}/completion']").ShouldNotBeNull();
        (await page.Http.GetAsync($"/leads/{other}/next-task/completion")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var done = await page.Post($"/tasks/{task.Id()}/completion", ("outcome", "reached"), ("note", ""))) done.Where().ShouldBe($"/leads/{hers}");
        (await page.Page($"/leads/{hers}/next-task/completion")).QuerySelector($"form[action='/leads/{hers}/tasks']").ShouldNotBeNull("nothing is planned any more: plan something");
        using (var refused = await page.Post($"/tasks/{foreign.Id()}/completion", ("outcome", "reached"))) refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    public async Task What_somebody_had_to_do_who_leaves_is_for_whoever_works_the_lead(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var (api, sam) = (await business.Api(), await business.Member("sales", "Sam"));
        var lead = (await api.Create("/api/leads", new { name = "Ray" })).Id();
        var task = await api.Plan(lead, business.Today(), assignee: sam.Id);
        using (var gone = await api.PostJson($"/api/team/{sam.Id}/deactivation", new { handOverTo = (Guid?)null })) gone.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.GetJson($"/api/tasks/{task.Id()}")).GetProperty("assigneeId").ValueKind.ShouldBe(JsonValueKind.Null);
        using var again = await api.PostJson($"/api/leads/{lead}/tasks", new { dueOn = Iso(business.Today()), assigneeId = sam.Id });
        Fields(await again.ShouldBeProblem(422)).ShouldBe(["assigneeId"]);
    }

    private static async Task<List<string>> Due(HttpClient api, string due) =>
        [.. (await api.GetJson($"/api/nurture/tasks?due={due}")).GetProperty("items").EnumerateArray().Select(t => t.Text("lead")!)];

    private static IEnumerable<string> Fields(JsonElement problem) => problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal);
}
