using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GarageDoorOS.BrowserTests.Features.Leads;

/// <summary>What opens above the list: axe finds nothing in it at any width, light or dark, and Escape gives the focus back.</summary>
public sealed class OpenDialogsTests(Office office) : IClassFixture<Office>
{
    [Theory, EveryScreen]
    public async Task Menus_dialogs_filters_and_toasts_are_for_everybody(Screen screen)
    {
        await office.Once("leads", Prepare);
        var page = await office.Open("/leads", screen, "owner");
        (string What, Func<Task> Open, string Shown)[] states =
        [
            ("the menu of a row", () => More(page), "#row-menu:popover-open"),
            ("the menu of a status", () => page.Locator("tbody button.state:visible").First.ClickAsync(), "#status-menu:popover-open"),
            ("the menu of an assignee", () => page.Locator("tbody button.who:visible").First.ClickAsync(), "#assignee-menu:popover-open"),
            ("a new lead", () => page.Locator(".new-lead").ClickAsync(), "dialog[open] form"),
            ("a new lead, refused", () => RefusedLead(page), "dialog[open] [aria-invalid=true]"),
            ("an edit", () => Choose(page, "Edit"), "dialog[open] form"),
            ("a conversion with a match", () => Choose(page, "Convert to Customer"), "dialog[open]"),
            ("a deletion", () => Choose(page, "Delete"), "dialog[open]"),
            ("a reason", () => Choose(page, "Lost", "tbody button.state:visible"), "dialog[open]"),
            ("an open filter", () => page.Locator("details.filter summary:visible").First.ClickAsync(), "details.filter[open]"),
        ];
        var findings = new List<string>();
        foreach (var (what, open, shown) in states)
        {
            await page.GotoAsync("/leads?sort=name&search=match");
            await open();
            await Expect(page.Locator(shown).First).ToBeVisibleAsync();
            if (await page.AxeFindings() is { Length: > 0 } found) findings.Add($"{what} at {screen}: {found}");
        }
        findings.ShouldBeEmpty();
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task Escape_closes_each_and_the_focus_is_where_it_was()
    {
        await office.Once("leads", Prepare);
        var page = await office.Open("/leads?sort=name&search=match");
        var name = page.Locator("table.list tbody th a").First;
        foreach (var key in new[] { "e", "v", "?", "n" })
        {
            await name.FocusAsync();
            await page.Keyboard.PressAsync(key);
            await Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
            await Expect(name).ToBeFocusedAsync();
        }
        foreach (var key in new[] { "s", "a" })
        {
            await name.FocusAsync();
            await page.Keyboard.PressAsync(key);
            await Expect(page.Locator(".menu:popover-open")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.Locator(".menu:popover-open")).ToHaveCountAsync(0);
            (await page.EvaluateAsync<bool>("!!document.activeElement.closest('tbody tr')")).ShouldBeTrue(key);
        }
    }

    private async Task Prepare()
    {
        var phone = TestPeople.NewPhone();
        await office.Business.NewCustomer("Colleen Match", [phone], ["colleen@example.com"], address: "12 Oak St");
        await office.Business.NewLead("Aa Match", [phone], notes: "Wants a quote.");
        await office.Business.NewLead("Bb Match", [TestPeople.NewPhone()]);
    }

    private static Task More(IPage page) => page.Locator("tbody .more:visible").First.ClickAsync();

    private static async Task Choose(IPage page, string item, string opener = "tbody .more:visible")
    {
        await page.Locator(opener).First.ClickAsync();
        await page.Locator(".menu:popover-open [role^=menuitem]", new() { HasText = item }).First.ClickAsync();
    }

    private static async Task RefusedLead(IPage page)
    {
        await page.Locator(".new-lead").ClickAsync();
        await page.Locator("dialog[open] form").WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
    }
}
