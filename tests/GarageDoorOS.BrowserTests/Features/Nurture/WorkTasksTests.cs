using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
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
}
