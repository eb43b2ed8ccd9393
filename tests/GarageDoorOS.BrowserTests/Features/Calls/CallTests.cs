using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GarageDoorOS.BrowserTests.Features.Calls;

/// <summary>A call from the list, with nobody at the other end: the panel lives, goes along, and asks what happened.</summary>
public sealed class CallTests(Office office) : IClassFixture<Office>
{
    [BrowserFact]
    public async Task A_call_is_placed_by_one_key_lives_in_the_corner_and_is_noted()
    {
        var business = (await office.Host.NewBusiness()).AtNoon();
        await business.Calling();
        var lead = await business.AddLead("Ray Novak", "512 555 0155");
        var page = await office.OpenAs(await business.Caller());
        var (panel, findings) = (page.Locator("#call"), new List<string>());
        await page.GotoAsync("/leads");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("c");
        await Expect(panel).ToContainTextAsync("Your phone rings");
        await Expect(panel.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Ray Novak" })).ToBeVisibleAsync();

        office.Host.Time.Pass(TimeSpan.FromSeconds(7));
        await page.GotoAsync($"/leads/{lead}");
        await Expect(panel).ToContainTextAsync("Talking", new() { Timeout = 20_000 });
        findings.Add(await page.FindingsOnEveryScreen("a call that goes on"));
        await page.SetViewportSizeAsync(Screen.Desktop.Width, Screen.Desktop.Height);
        await panel.GetByText("Hang up").ClickAsync();
        await Expect(panel).ToContainTextAsync("What happened?");
        findings.Add(await page.FindingsOnEveryScreen("what happened on the phone"));
        await page.SetViewportSizeAsync(Screen.Desktop.Width, Screen.Desktop.Height);
        await panel.GetByLabel("Note").FillAsync("Wants two doors");
        await panel.GetByText("Done", new() { Exact = true }).ClickAsync();
        await Expect(panel).ToContainTextAsync("Say what happened");
        (await panel.GetByLabel("Note").InputValueAsync()).ShouldBe("Wants two doors");
        await panel.GetByLabel("Reached").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await Expect(panel).ToContainTextAsync("Noted: reached.");
        await Expect(page.Locator(".record .calls")).ToContainTextAsync("Wants two doors");

        await page.GotoAsync("/calls");
        await Expect(page.Locator(".is-calls tbody tr")).ToContainTextAsync("Wants two doors");
        findings.Add(await page.FindingsOnEveryScreen("the log"));
        (await business.InDb(db => db.Calls.SingleAsync())).State.ShouldBe(CallState.Ended);
        string.Concat(findings).ShouldBeEmpty();
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task A_call_that_comes_in_pops_up_with_the_record_and_somebody_unknown_becomes_a_lead_by_one_click()
    {
        var business = (await office.Host.NewBusiness()).AtNoon();
        await business.Calling();
        await business.AddLead("Ray Novak", "512 555 0155");
        var page = await office.OpenAs(await business.Caller(onDuty: true));
        var (panel, findings) = (page.Locator("#call"), new List<string>());
        await page.GotoAsync("/leads");
        await LetRing(page, "512 555 0155");
        await Expect(panel).ToContainTextAsync("Calls us");
        await Expect(panel.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Ray Novak" })).ToBeVisibleAsync();
        await page.GotoAsync("/leads");
        await Expect(page.Locator("#panel")).ToContainTextAsync("Ray Novak", new() { Timeout = 10_000 });
        findings.Add(await page.FindingsOnEveryScreen("a call that comes in"));
        await page.SetViewportSizeAsync(Screen.Desktop.Width, Screen.Desktop.Height);
        office.Host.Time.Pass(TimeSpan.FromSeconds(7));
        await Expect(panel).ToContainTextAsync("Talking", new() { Timeout = 20_000 });
        office.Host.Time.Pass(TimeSpan.FromSeconds(30));
        await Expect(panel).ToContainTextAsync("What happened?", new() { Timeout = 20_000 });
        await panel.GetByText("Reached").ClickAsync();
        await panel.GetByText("Done", new() { Exact = true }).ClickAsync();
        await Expect(panel).ToContainTextAsync("Noted: reached.");

        await LetRing(page, "512 555 0188");
        await Expect(panel).ToContainTextAsync("Nobody known has this number", new() { Timeout = 15_000 });
        findings.Add(await page.FindingsOnEveryScreen("somebody unknown calls"));
        await page.SetViewportSizeAsync(Screen.Desktop.Width, Screen.Desktop.Height);
        await panel.GetByText("New lead").ClickAsync();
        await Expect(panel).ToContainTextAsync("Open the record");
        (await business.InDb(db => db.Leads.CountAsync())).ShouldBe(2);
        string.Concat(findings).ShouldBeEmpty();
        office.ShouldHaveHeardNoComplaint();
    }

    private static async Task LetRing(Microsoft.Playwright.IPage page, string number)
    {
        await page.GotoAsync("/calls");
        await page.GetByText("Let the phone ring").ClickAsync();
        await page.GetByLabel("Who calls").FillAsync(number);
        await page.GetByText("Let it ring", new() { Exact = true }).ClickAsync();
    }
}
