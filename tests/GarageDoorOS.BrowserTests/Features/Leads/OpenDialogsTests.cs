using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GarageDoorOS.BrowserTests.Features.Leads;

/// <summary>What opens above the list: axe finds nothing in it at any width, light or dark, and Escape gives the focus back.</summary>
public sealed class OpenDialogsTests(Office office) : IClassFixture<Office>
{
    [Theory, EveryWidth]
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
            ("a new lead with one more of each", () => OneMoreOfEach(page), "#f-emails-1"),
            ("an edit", () => Choose(page, "Edit"), "dialog[open] form"),
            ("a conversion", () => Choose(page, "Convert to Customer", "tbody tr:nth-child(2) .more:visible"), "dialog[open] .match"),
            ("a conversion with a match", () => Choose(page, "Convert to Customer"), "dialog[open]"),
            ("a deletion", () => Choose(page, "Delete"), "dialog[open]"),
            ("a reason", () => Choose(page, "Lost", "tbody button.state:visible"), "dialog[open]"),
            ("a status that another changed", () => Overtaken(page, "Qualified", "tbody tr:nth-child(2) button.state"), "dialog[open] .notice"),
            ("an assignee that another changed", () => Overtaken(page, "Sam Ortiz", "tbody tr:nth-child(2) button.who"), "dialog[open] .notice"),
            ("a deletion of a customer", () => DeleteCustomer(page), "dialog[open]"),
            ("a toast with an undo", () => Delete(page), ".toast-bar [type=button]"),
            ("the keys", () => page.Keyboard.PressAsync("?"), "dialog[open] .keys"),
            ("the panel", () => OpenPanel(page), ".record h2"),
            ("the sort", () => Sort(page, screen), screen.Width > 1180 ? "th[aria-sort]" : "#filter-sort[open] a"),
            ("an open filter", () => page.Locator("details.filter summary:visible").First.ClickAsync(), "details.filter[open]"),
        ];
        var findings = new List<string>();
        foreach (var (what, open, shown) in states)
        {
            await page.GotoAsync("/leads?sort=name&search=match");
            await open();
            await Expect(page.Locator(shown).First).ToBeVisibleAsync();
            if (await page.Findings($"{what} at {screen}") is { Length: > 0 } found) findings.Add(found);
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

    [BrowserFact]
    public async Task Another_phone_has_its_own_label_and_nothing_of_the_one_before()
    {
        await office.Once("leads", Prepare);
        var page = await office.Open("/leads");
        await page.Locator(".new-lead").ClickAsync();
        var form = page.Locator("dialog[open]");
        await form.GetByLabel("Phone", new() { Exact = true }).FillAsync("555");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#f-phones-0-error")).ToBeVisibleAsync();
        await page.GetByText("Add another phone").ClickAsync();
        await Expect(form.GetByLabel("Phone 2", new() { Exact = true })).ToBeFocusedAsync();
        await page.GetByText("Add another phone").ClickAsync();
        await Expect(form.GetByLabel("Phone 3", new() { Exact = true })).ToHaveAttributeAsync("name", "phones[2].number");
        await Expect(form.GetByLabel("Phone", new() { Exact = true })).ToHaveValueAsync("555");
        await Expect(form.Locator(".field-line .invalid-feedback")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task A_number_takes_the_American_shape_only_where_numbers_have_it()
    {
        var page = await office.Open("/leads/new");
        var phone = page.GetByLabel("Phone", new() { Exact = true });
        (await page.Locator("body").GetAttributeAsync("data-country")).ShouldBe("US");
        foreach (var (country, shown) in new[] { ("US", "(512) 555-0143"), ("CA", "(512) 555-0143"), ("DE", "5125550143") })
        {
            await page.EvaluateAsync("country => document.body.dataset.country = country", country);
            await phone.FillAsync("");
            await phone.PressSequentiallyAsync("5125550143");
            await Expect(phone).ToHaveValueAsync(shown);
        }
    }

    [BrowserFact]
    public async Task Without_JavaScript_there_is_a_spare_line_for_another_phone_and_e_mail()
    {
        var page = await office.Open("/leads/new", javaScript: false);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Nora Script");
        await page.GetByLabel("Phone 2", new() { Exact = true }).FillAsync("512 555 0144");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync("nora@example.com");
        await page.GetByLabel("Email 2", new() { Exact = true }).FillAsync("script@example.com");
        await page.Locator("[type=submit]", new() { HasText = "Save" }).ClickAsync();
        foreach (var kept in new[] { "(512) 555-0144", "nora@example.com", "script@example.com" }) await Expect(page.Locator(".facts")).ToContainTextAsync(kept);
    }

    [BrowserFact]
    public async Task Each_page_promises_the_keys_that_do_something_on_it_and_Del_asks_on_both_records()
    {
        await office.Once("leads", Prepare);
        var page = await office.Open("/leads?search=match&sort=name", role: "owner");
        (await Promised(page)).ShouldBe("/ Ctrl K n j k ↓ ↑ x X Enter e a s 1 2 3 v Del z Esc ?");
        await page.GotoAsync((await page.Locator("tbody th a").First.GetAttributeAsync("href"))!);
        (await Promised(page)).ShouldBe("Ctrl K Enter e a s 1 2 3 v Del z Esc ?");
        await EachOpens(page, "e", "v", "Delete", "Backspace");
        await page.GotoAsync("/customers");
        (await Promised(page)).ShouldBe("/ Ctrl K n j k ↓ ↑ Enter z Esc ?");
        await EachOpens(page, "n");
        await page.Locator("tbody th a").First.ClickAsync();
        await page.Locator(".record").WaitForAsync();
        (await Promised(page)).ShouldBe("Ctrl K Enter e Del z Esc ?");
        await EachOpens(page, "e", "Delete", "Backspace");
        await page.GotoAsync("/imports");
        (await Promised(page)).ShouldBe("Ctrl K Enter z Esc ?");
        office.ShouldHaveHeardNoComplaint();
    }

    private static async Task<string> Promised(IPage page)
    {
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("dialog[open] .keys")).ToBeVisibleAsync();
        var keys = await page.Locator("dialog[open] dt kbd").AllInnerTextsAsync();
        await page.Keyboard.PressAsync("Escape");
        return string.Join(' ', keys);
    }

    private static async Task EachOpens(IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
            await Expect(page.Locator("dialog[open] form")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        }
    }

    private async Task Prepare()
    {
        var phone = TestPeople.NewPhone();
        await office.Business.NewCustomer("Colleen Match", [phone], ["colleen@example.com"], address: "12 Oak St");
        await office.Business.NewLead("Aa Match", [phone], notes: "Wants a quote.");
        await office.Business.NewLead("Bb Match", [TestPeople.NewPhone()]);
        foreach (var name in new[] { "Sam Ortiz", "Pam Diaz" }) await office.Business.Member("sales", name);
    }

    private static Task More(IPage page) => page.Locator("tbody .more:visible").First.ClickAsync();

    private static async Task Choose(IPage page, string item, string opener = "tbody .more:visible")
    {
        await page.Locator(opener).First.ClickAsync();
        await page.Locator(".menu:popover-open [role^=menuitem]", new() { HasText = item }).First.ClickAsync();
    }

    // Somebody else is quicker: the page still has the version from before.
    private async Task Overtaken(IPage page, string choice, string opener)
    {
        using var api = await office.Business.Api();
        var pam = await office.Business.InDb(db => db.TeamMembers.SingleAsync(m => m.Name == "Pam Diaz"));
        var lead = (await api.GetJson("/api/leads?search=bb")).GetProperty("items")[0];
        await page.IsLookedAt(false); // else it is shown before anybody can press a thing
        using var moved = await api.PutJson($"/api/leads/{lead.Id()}/status", new { status = lead.Text("status") == "new" ? "contacted" : "new" }, lead.Version());
        using var given = await api.PutJson($"/api/leads/{lead.Id()}/assignment", new { assigneeId = lead.Text("assigneeId") is null ? pam.Id : (Guid?)null }, lead.Version() + 1);
        (moved.IsSuccessStatusCode, given.IsSuccessStatusCode).ShouldBe((true, true));
        await Choose(page, choice, opener);
    }

    private static async Task DeleteCustomer(IPage page)
    {
        await page.GotoAsync("/customers");
        await page.Locator("tbody th a").First.ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/customers/"));
        await page.Locator("main [data-key=Delete]").ClickAsync();
    }

    private async Task Delete(IPage page)
    {
        await office.Business.NewLead("Zz Match");
        await page.ReloadAsync();
        await Choose(page, "Delete", "tbody tr:last-child .more:visible");
        await page.Locator("dialog[open] [type=submit]").ClickAsync();
        await page.Locator(".toast-bar").WaitForAsync();
    }

    private static async Task OpenPanel(IPage page)
    {
        await page.Locator("tbody th a").First.ClickAsync();
        await page.Locator(".record").WaitForAsync();
    }

    private static Task Sort(IPage page, Screen screen) => screen.Width > 1180 ? Task.CompletedTask : page.Locator("#filter-sort summary").ClickAsync();

    private static async Task OneMoreOfEach(IPage page)
    {
        await RefusedLead(page);
        foreach (var add in await page.Locator("dialog[open] [data-add]").AllAsync()) await add.ClickAsync();
    }

    private static async Task RefusedLead(IPage page)
    {
        await page.Locator(".new-lead").ClickAsync();
        await page.Locator("dialog[open] form").WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
    }
}
