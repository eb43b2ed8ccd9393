using System.Net;
using System.Text.Json;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Ui.Records;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Nurture.NurtureCalls;

namespace GarageDoorOS.Tests.Features.Nurture;

/// <summary>A task is put off by one press.</summary>
public sealed class SnoozeTaskTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task To_tomorrow_or_next_week_at_its_time_of_day_told_on_the_timeline(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var (api, today) = (await business.Api(), business.Today());
        var lead = (await api.Create("/api/leads", new { name = "Ray Novak" })).Id();
        var task = (await api.Plan(lead, today.PlusDays(-3), "09:30", title: "Ask for Ann")).Id();

        using (var snoozed = await api.PutJson($"/api/tasks/{task}/snoozing", new { to = "tomorrow" })) Due(await snoozed.ShouldBeJson(200)).ShouldBe($"{Iso(today.PlusDays(1))} 09:30 of 2");
        await business.NextTasksShouldAgree();
        using (var again = await api.PutJson($"/api/tasks/{task}/snoozing", new { to = "tomorrow" })) Due(await again.ShouldBeJson(200)).ShouldBe($"{Iso(today.PlusDays(1))} 09:30 of 2", "where it is due then already, nothing is written");
        using (var snoozed = await api.PutJson($"/api/tasks/{task}/snoozing", new { to = "next_week" })) Due(await snoozed.ShouldBeJson(200)).ShouldBe($"{Iso(today.PlusDays(7))} 09:30 of 3");
        (await api.GetJson($"/api/leads/{lead}/activity")).GetProperty("items").EnumerateArray().Where(l => l.Text("kind") == "task_changed").Select(l => $"{l.Text("old")} {l.Text("new")}").ShouldBe(
            [$"Ask for Ann {Iso(today.PlusDays(7))} 09:30", $"Ask for Ann {Iso(today.PlusDays(1))} 09:30"], ignoreOrder: true);
        await business.NextTasksShouldAgree();

        foreach (var wrong in new object[] { new { }, new { to = "never" }, new { to = 7 } })
            using (var refused = await api.PutJson($"/api/tasks/{task}/snoozing", wrong))
                (await refused.ShouldBeProblem(422, "invalid")).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["to"]);
        await (await api.PutJson($"/api/tasks/{task}/completion", new { outcome = "sent" })).ShouldBeJson(200);
        using (var over = await api.PutJson($"/api/tasks/{task}/snoozing", new { to = "tomorrow" })) await over.ShouldBeProblem(409, "task_closed");
    }

    [Theory, BothDatabases]
    public async Task The_lead_offers_it_with_each_task_and_so_does_the_question_what_happened(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var (api, today) = (await business.Api(), business.Today());
        var lead = (await api.Create("/api/leads", new { name = "Ray Novak" })).Id();
        var (late, later) = ((await api.Plan(lead, today.PlusDays(-1))).Id(), (await api.Plan(lead, today, kind: "text")).Id());
        var page = await business.Page();
        var record = await page.Page($"/leads/{lead}");
        record.QuerySelectorAll(".task form").Select(form => form.GetAttribute("action")).ShouldBe([$"/tasks/{late}/snoozing", $"/tasks/{later}/snoozing"]);
        record.QuerySelectorAll(".task form")[0].QuerySelectorAll("button").Select(b => $"{b.GetAttribute("name")}={b.GetAttribute("value")}").ShouldBe(["to=tomorrow", "to=next_week"]);
        using (var snoozed = await page.Post($"/tasks/{late}/snoozing", ("to", "tomorrow"))) snoozed.Where().ShouldBe($"/leads/{lead}");

        var question = await page.Page($"/tasks/{later}/completion");
        question.QuerySelectorAll($"button[form={question.QuerySelector($"form[action='/tasks/{later}/snoozing']")!.Id}]").Select(b => b.TextContent).ShouldBe(["Tomorrow", "Next week"]);
        using (var snoozed = await page.Submit(HttpMethod.Post, $"/tasks/{later}/snoozing", [("to", "next_week")], htmx: true))
        {
            var told = JsonSerializer.Deserialize<JsonElement>(snoozed.Headers.GetValues("HX-Trigger").Single());
            told.GetProperty("toast").Text("message").ShouldBe($"Text: {TaskText.Due(new(today.PlusDays(7), null), today)}.");
            told.TryGetProperty("leads-changed", out _).ShouldBeTrue();
        }
        (await page.Page($"/leads/{lead}")).QuerySelectorAll(".task-due").Select(due => due.TextContent).ShouldBe(["Tomorrow", TaskText.Due(new(today.PlusDays(7), null), today)]);
        using var wrong = await page.Post($"/tasks/{later}/snoozing", ("to", "never"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static string Due(JsonElement task) => $"{task.Text("dueOn")} {task.Text("dueTime")} of {task.Version()}";
}
