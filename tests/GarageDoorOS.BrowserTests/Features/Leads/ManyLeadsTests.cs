using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GarageDoorOS.BrowserTests.Features.Leads;

/// <summary>Many leads by hand: selected by box, key and range, acted on at once, and brought back; the list as its owner wants it, under a name.</summary>
public sealed class ManyLeadsTests(Office office) : IClassFixture<Office>
{
    [BrowserFact]
    public async Task Rows_are_selected_by_key_and_range_given_away_and_brought_back_with_one_key()
    {
        await office.Once("leads", () => office.Business.AddLeads(60));
        var sam = await office.Business.Member("sales", "Sam Rowan");
        var page = await office.Open("/leads", role: "owner");
        var bar = page.Locator("#bulk");
        await Expect(bar).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await Expect(bar).ToContainTextAsync("1 selected");
        foreach (var key in new[] { "j", "j", "X" }) await page.Keyboard.PressAsync(key);
        await Expect(bar).ToContainTextAsync("3 selected");
        await page.Locator("tbody input.box").Nth(4).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(bar).ToContainTextAsync("5 selected");
        (await page.FindingsOnEveryScreen("selected leads")).ShouldBeEmpty();

        await page.SetViewportSizeAsync(1440, 900);
        await page.Keyboard.PressAsync("a");
        await page.Locator("#assignee-menu").GetByText(sam.Name).ClickAsync();
        await Expect(page.Locator("#toasts")).ToContainTextAsync("5 leads are with Sam Rowan now.");
        await Expect(page.Locator("tbody .who", new() { HasTextString = "Sam" })).ToHaveCountAsync(5);
        await Expect(bar).ToContainTextAsync("5 selected");
        await page.Keyboard.PressAsync("z");
        await Expect(page.Locator("#toasts")).ToContainTextAsync("5 leads are as they were.");
        await Expect(page.Locator("tbody .who", new() { HasTextString = "Sam" })).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");
        await Expect(bar).ToBeHiddenAsync();
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task All_that_match_are_closed_for_one_reason_and_deleting_asks()
    {
        await office.Once("leads", () => office.Business.AddLeads(60));
        var page = await office.Open("/leads?pageSize=25&status=new&status=contacted&status=qualified", role: "owner");
        var open = await office.Business.InDb(db => db.Leads.CountAsync(l => l.Status < GarageDoorOS.Domain.Leads.LeadStatus.Converted));
        await page.GetByLabel("Select all on this page").ClickAsync();
        await page.Locator("#bulk-match").ClickAsync();
        await Expect(page.Locator("#bulk-count")).ToHaveTextAsync(open.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await page.Keyboard.PressAsync("s");
        await page.Locator("#status-menu").GetByText("Lost").ClickAsync();
        var dialog = page.Locator("dialog[open]");
        await Expect(dialog.Locator("h2")).ToHaveTextAsync($"Mark {open} leads as lost");
        await dialog.GetByText("Price").ClickAsync();
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Expect(page.Locator("#toasts")).ToContainTextAsync($"{open} leads are lost now.");
        await page.Locator("#toasts").GetByText("Undo").ClickAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(25);

        await page.Locator("tbody input.box").First.ClickAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(dialog.Locator("h2")).ToHaveTextAsync("Delete 1 lead?");
        (await page.FindingsOnEveryScreen("delete many")).ShouldBeEmpty();
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task Columns_go_and_come_in_place_and_a_view_is_saved_and_found()
    {
        await office.Once("leads", () => office.Business.AddLeads(60));
        var page = await office.Open("/leads?status=new&sort=-value", role: "manager");
        await page.Locator("#look summary").PressAsync("Enter");
        await page.Locator("#look-status").UncheckAsync();
        await Expect(page.Locator("thead .st")).ToBeHiddenAsync();
        await page.GetByLabel("Comfortable rows").CheckAsync();
        await Expect(page.Locator("table.is-roomy")).ToHaveCountAsync(1);
        (await page.FindingsOnEveryScreen("columns")).ShouldBeEmpty();
        await page.SetViewportSizeAsync(1440, 900);
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("s");
        await Expect(page.Locator("#status-menu")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await page.Locator("#views summary").ClickAsync();
        await page.GetByText("Save this list as a view").ClickAsync();
        await page.Locator("dialog[open]").GetByLabel("Name").FillAsync("Fresh");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#toasts")).ToContainTextAsync("«Fresh» is saved");
        await page.GotoAsync("/leads");
        await page.Locator("#views summary").ClickAsync();
        await Expect(page.Locator(".view-line")).ToContainTextAsync("Fresh");
        (await page.FindingsOnEveryScreen("views")).ShouldBeEmpty();
        await page.Locator(".view-line a").First.ClickAsync();
        await page.WaitForURLAsync(url => url.EndsWith("/leads?status=new&sort=-value"));
        office.ShouldHaveHeardNoComplaint();
    }
}
