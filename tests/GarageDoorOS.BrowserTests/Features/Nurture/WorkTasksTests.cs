using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GarageDoorOS.BrowserTests.Features.Nurture;

/// <summary>Tasks in the browser: turned on, planned, done and undone with the keyboard alone.</summary>
public sealed class WorkTasksTests(Office office) : IClassFixture<Office>
{
    [BrowserFact]
    public async Task A_day_of_follow_up_needs_no_mouse()
    {
        await office.Business.AddLead("Ray Novak", "512 555 0101");
        var page = await office.Open("/settings/integrations", role: "owner");
        await page.GetByLabel("Lead nurturing").CheckAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("It holds for everybody from now on.")).ToBeVisibleAsync();

        await page.GotoAsync("/leads");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("t");
        var dialog = page.Locator("dialog[open]");
        await Expect(dialog.GetByLabel("Day", new() { Exact = true })).ToBeFocusedAsync();
        await dialog.GetByLabel("In words").FillAsync("Ask about the spring");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.Locator(".list .due")).ToContainTextAsync("Today");

        await page.Locator(".looks").GetByText("Nurture").ClickAsync();
        await page.WaitForURLAsync("**/leads?view=nurture"); // and for the script that hears the keys
        await Expect(page.Locator("#group-today")).ToHaveTextAsync("Today1");
        await Expect(page.Locator(".list tbody tr")).ToContainTextAsync("Ask about the spring");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("d");
        await Expect(dialog.GetByLabel("Reached")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog.Locator("#outcome-error")).ToContainTextAsync("Say what happened");
        await dialog.GetByLabel("Reached").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(dialog.GetByLabel("Left a message")).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToContainTextAsync("Ask about the spring is done. What comes next?");
        await Expect(dialog.GetByLabel("Day", new() { Exact = true })).ToBeFocusedAsync();
        await dialog.GetByText("Nothing for now").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.Locator("#group-none")).ToHaveTextAsync("Nothing planned1");
        await Expect(page.Locator("#tile-none b")).ToHaveTextAsync("1");
        await Expect(page.Locator(".list button.state")).ToHaveTextAsync("Contacted");

        await page.Keyboard.PressAsync("z");
        await Expect(page.Locator("#group-today")).ToHaveTextAsync("Today1");
        await Expect(page.Locator(".list button.state")).ToHaveTextAsync("New");
        (await office.Business.InDb(db => db.NurtureTasks.CountAsync())).ShouldBe(1);
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task What_is_done_leads_to_the_next_step_and_what_waits_is_put_off_by_one_press()
    {
        var business = await (await office.Host.NewBusiness()).Nurturing();
        var (api, today) = (await business.Api(), Instant.FromDateTimeOffset(office.Host.Time.GetUtcNow()).InZone(business.Business.Zone).Date);
        var lead = (await api.Create("/api/leads", new { name = "Rosa Lind" })).Id();
        foreach (var (kind, days) in new[] { ("call", 0), ("text", 1) }) await api.Create($"/api/leads/{lead}/tasks", new { kind, dueOn = TaskText.Day(today.PlusDays(days)), dueTime = "09:00" });
        var page = await office.OpenAs(await business.Member());
        var (dialog, toast, findings) = (page.Locator("dialog[open]"), page.Locator(".toast-bar p"), new List<string>());

        await page.GotoAsync($"/leads/{lead}");
        findings.Add(await page.FindingsOnEveryScreen("a lead with tasks"));
        await page.SetViewportSizeAsync(Screen.Desktop.Width, Screen.Desktop.Height);
        await page.GotoAsync("/leads?view=nurture");
        await Press(page, "j", "d");
        findings.Add(await page.FindingsOnEveryScreen("what happened"));
        await page.SetViewportSizeAsync(Screen.Desktop.Width, Screen.Desktop.Height);
        await dialog.GetByLabel("Reached").CheckAsync();
        await Press(page, "Enter");
        await Expect(toast).ToHaveTextAsync("Call is done. Next: Text, tomorrow 09:00.");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.Locator("#group-week")).ToHaveTextAsync("Next 7 days1");

        await Press(page, "d");
        await dialog.GetByText("Next week").ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(toast).ToHaveTextAsync($"Text: {TaskText.InSentence(new(today.PlusDays(7), new(9, 0)), today)}.");

        await Press(page, "d");
        await dialog.GetByLabel("Sent").CheckAsync();
        await Press(page, "Enter");
        await Expect(dialog).ToContainTextAsync("Text is done. What comes next?");
        findings.Add(await page.FindingsOnEveryScreen("what comes next"));
        await page.SetViewportSizeAsync(Screen.Desktop.Width, Screen.Desktop.Height);
        await Press(page, "Enter");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.Locator("#group-today")).ToHaveTextAsync("Today1");

        await page.GotoAsync($"/leads/{lead}");
        await page.Locator(".task").GetByText("Tomorrow").ClickAsync();
        await Expect(page.Locator(".task-due")).ToHaveTextAsync("Tomorrow");
        string.Concat(findings).ShouldBeEmpty();
        office.ShouldHaveHeardNoComplaint();
    }

    private static async Task Press(IPage page, params string[] keys)
    {
        foreach (var key in keys) await page.Keyboard.PressAsync(key);
    }
}
