using System.Text.Json;
using AngleSharp.Html.Dom;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Nurture.NurtureCalls;

namespace GarageDoorOS.Tests.Features.Nurture;

/// <summary>Whoever has done a task hears what comes next, or is asked.</summary>
public sealed class CompleteTaskTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task The_answer_names_the_next_task_and_where_there_is_none_asks_for_one(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var (api, today) = (await business.Api(), business.Today());
        var lead = (await api.Create("/api/leads", new { name = "Ray Novak" })).Id();
        var call = (await api.Plan(lead, today)).Id();
        var text = (await api.Plan(lead, today.PlusDays(1), "09:00", "text")).Id();
        var page = await business.Page();

        var (told, dialog) = await Complete(page, call);
        told.ShouldBe($"Call is done. Next: Text, tomorrow 09:00. /tasks/{call}/reopening");
        dialog.Body!.ChildElementCount.ShouldBe(0, "the dialog closes");

        (told, dialog) = await Complete(page, text);
        told.ShouldBe($"Text is done. /tasks/{text}/reopening");
        dialog.QuerySelector($"dialog form[action='/leads/{lead}/tasks'] [name=dueOn]")!.GetAttribute("value").ShouldBe(Iso(today));
        dialog.QuerySelector("dialog [role=status]")!.TextContent.ShouldBe("Text is done. What comes next?");
        dialog.QuerySelector(".dialog-foot [data-close]")!.TextContent.ShouldBe("Nothing for now");
        (await page.Page($"/leads/{lead}/tasks/new")).QuerySelector(".dialog-body [role=status]").ShouldBeNull("nothing has been done where one begins by planning");

        await (await api.PostJson($"/api/tasks/{call}/reopening", new { })).ShouldBeJson(200);
        var version = (await api.GetJson($"/api/leads/{lead}")).Version();
        await (await api.PutJson($"/api/leads/{lead}/status", new { status = "lost", lostReason = "price" }, version)).ShouldBeJson(200);
        (told, dialog) = await Complete(page, call);
        told.ShouldBe($"Call is done. /tasks/{call}/reopening");
        dialog.Body!.ChildElementCount.ShouldBe(0, "for who is lost nothing comes next");
    }

    private static async Task<(string Told, IHtmlDocument Dialog)> Complete(PageClient page, Guid task)
    {
        using var done = await page.Submit(HttpMethod.Post, $"/tasks/{task}/completion", [("outcome", "no_answer"), ("note", "")], htmx: true);
        var told = JsonSerializer.Deserialize<JsonElement>(done.Headers.GetValues("HX-Trigger").Single());
        told.TryGetProperty("leads-changed", out _).ShouldBeTrue("the list comes anew");
        return ($"{told.GetProperty("toast").Text("message")} {told.GetProperty("toast").Text("undo")}", PageClient.Parse(await done.Content.ReadAsStringAsync()));
    }
}
