using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GarageDoorOS.BrowserTests.Features.Leads;

/// <summary>A lead's whole way in the browser: written down, mended, given to somebody, closed, deleted and brought back, converted.</summary>
public sealed class WorkALeadTests(Office office) : IClassFixture<Office>
{
    [BrowserFact]
    public async Task A_lead_is_written_down_with_the_keyboard_alone_and_a_wrong_phone_is_told_beside_its_field()
    {
        var page = await office.Open("/leads", role: "owner");
        await page.Keyboard.PressAsync("n");
        var dialog = page.Locator("dialog[open]");
        await Expect(dialog.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Kim Keyboard");
        await dialog.GetByLabel("Phone", new() { Exact = true }).FillAsync("512 55");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog.Locator("#f-phones-0-error")).ToContainTextAsync("ten");
        await Expect(dialog.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Kim Keyboard");
        await Expect(dialog.Locator("#f-phones-0")).ToBeFocusedAsync();
        await dialog.Locator("#f-phones-0").FillAsync("512 555 0143");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(Row(page, "Kim Keyboard")).ToContainTextAsync("(512) 555-0143");
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task Escape_closes_an_untouched_form_and_asks_before_typed_text_is_lost()
    {
        var page = await office.Open("/leads", role: "owner");
        var asked = 0;
        page.Dialog += (_, question) => { asked++; _ = question.DismissAsync(); };
        var dialog = page.Locator("dialog[open]");
        await page.Keyboard.PressAsync("n");
        await Expect(dialog).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        asked.ShouldBe(0);

        await page.Keyboard.PressAsync("n");
        await Expect(dialog).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("Half a name");
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Half a name");
        asked.ShouldBe(1);
    }

    [BrowserFact]
    public async Task Status_and_assignee_change_in_the_row_and_closing_asks_why()
    {
        var sam = await office.Business.Member("sales", "Sam Rowan");
        await office.Business.AddLead("Rita Row");
        var page = await office.Open("/leads?search=Rita", role: "owner");
        await Row(page, "Rita Row").Locator("button.state").ClickAsync();
        await page.Locator("#status-menu").GetByText("Contacted").ClickAsync();
        await Expect(Row(page, "Rita Row").Locator("button.state")).ToHaveTextAsync("Contacted");

        await Row(page, "Rita Row").Locator("button.who").ClickAsync();
        await page.Locator("#assignee-menu").GetByText(sam.Name).ClickAsync();
        await Expect(Row(page, "Rita Row").Locator("button.who")).ToHaveTextAsync("Sam");

        await Row(page, "Rita Row").Locator("button.state").ClickAsync();
        await page.Locator("#status-menu").GetByText("Lost").ClickAsync();
        await page.Locator("dialog[open]").GetByText("Price").ClickAsync();
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Expect(Row(page, "Rita Row").Locator("button.state")).ToHaveTextAsync("Lost");
        var lead = await office.Business.InDb(db => db.Leads.SingleAsync(l => l.Name == "Rita Row"));
        (lead.LostReason, lead.AssigneeId).ShouldBe(("Price", sam.Id));
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task Delete_asks_and_its_toast_brings_the_lead_back()
    {
        await office.Business.AddLead("Della Deleted");
        var page = await office.Open("/leads?search=Della", role: "owner");
        await Row(page, "Della Deleted").Locator("th a").FocusAsync();
        await page.Keyboard.PressAsync("Delete");
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Expect(Row(page, "Della Deleted")).ToHaveCountAsync(0);
        await page.Locator("#toasts").GetByText("Undo").ClickAsync();
        await Expect(Row(page, "Della Deleted")).ToHaveCountAsync(1);
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task Two_people_in_one_field_see_mine_and_theirs_and_nothing_typed_is_lost()
    {
        var id = await office.Business.AddLead("Mina Mine");
        var mine = await office.Open($"/leads/{id}/edit", role: "owner");
        var theirs = await office.Open($"/leads/{id}/edit", role: "manager");
        await theirs.Locator("#f-notes").FillAsync("Theirs: gate code 4411");
        await theirs.Locator("main button[type=submit]").ClickAsync();
        await theirs.WaitForURLAsync(url => !url.EndsWith("/edit"));

        await mine.Locator("#f-notes").FillAsync("Mine: call after five");
        await mine.Locator("main button[type=submit]").ClickAsync();
        await Expect(mine.Locator("#f-notes")).ToHaveValueAsync("Mine: call after five");
        await Expect(mine.Locator(".theirs")).ToContainTextAsync("Theirs: gate code 4411");
        (await office.Business.InDb(db => db.Leads.SingleAsync(l => l.Id == id))).Notes.ShouldBe("Theirs: gate code 4411");

        await mine.Locator("main button[type=submit]").ClickAsync();
        await mine.WaitForURLAsync(url => !url.EndsWith("/edit"));
        (await office.Business.InDb(db => db.Leads.SingleAsync(l => l.Id == id))).Notes.ShouldBe("Mine: call after five");
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task Convert_makes_a_customer_and_the_next_lead_of_that_person_is_linked()
    {
        await office.Business.AddLead("Cora Convert", "(512) 555-0177");
        await office.Business.AddLead("Cora Again", "512.555.0177");
        var page = await office.Open("/leads?search=Cora", role: "owner");
        await Row(page, "Cora Convert").Locator("th a").FocusAsync();
        await page.Keyboard.PressAsync("v");
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Expect(Row(page, "Cora Convert").Locator(".st")).ToHaveTextAsync("Converted");

        await Row(page, "Cora Again").Locator("th a").FocusAsync();
        await page.Keyboard.PressAsync("v");
        var dialog = page.Locator("dialog[open]");
        await Expect(dialog).ToContainTextAsync("already exists");
        await Expect(dialog.Locator("mark")).ToHaveTextAsync("same phone");
        await Expect(dialog.Locator("article a")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^/customers/"));
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Expect(Row(page, "Cora Again").Locator(".st")).ToHaveTextAsync("Converted");
        (await office.Business.InDb(db => db.Customers.CountAsync(c => c.Name == "Cora Convert"))).ShouldBe(1);
        office.ShouldHaveHeardNoComplaint();
    }

    private static ILocator Row(IPage page, string name) => page.Locator("table.list tbody tr", new() { HasText = name });
}
