using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GarageDoorOS.BrowserTests.Features.Leads;

/// <summary>The pipeline as columns: dragged, moved by keyboard, refused and put back, on a phone one column at a time.</summary>
public sealed class BoardTests(Office office) : IClassFixture<Office>
{
    [BrowserFact]
    public async Task A_card_is_dragged_on_and_goes_back_where_a_dialog_is_cancelled_or_the_server_refuses()
    {
        foreach (var name in new[] { "Dora Draggy", "Clara Draggy", "Carl Draggy" }) await office.Business.AddLead(name);
        var page = await office.Open("/leads/board?search=draggy", role: "owner");
        var dialog = page.Locator("dialog[open]");

        await Drag(page, "Dora Draggy", "contacted");
        await Expect(page.Locator("#toasts")).ToContainTextAsync("Dora Draggy is contacted now.");
        await Expect(Card(page, "contacted", "Dora Draggy")).ToHaveCountAsync(1);
        await Expect(page.Locator("#sum-contacted b")).ToContainTextAsync("1");
        (await Lead("Dora Draggy")).Status.ShouldBe(LeadStatus.Contacted);

        await Drag(page, "Clara Draggy", "lost");
        await dialog.GetByText("Price").ClickAsync();
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Expect(page.Locator("#toasts")).ToContainTextAsync("Clara Draggy is lost now.");
        var closed = await Lead("Clara Draggy");
        (closed.Status, closed.LostReason).ShouldBe((LeadStatus.Lost, "Price"));

        foreach (var column in new[] { "lost", "converted" })
        {
            await Drag(page, "Carl Draggy", column);
            await Expect(dialog).ToContainTextAsync("Carl Draggy");
            await page.Keyboard.PressAsync("Escape");
            await Expect(dialog).ToHaveCountAsync(0);
            await Expect(Card(page, "new", "Carl Draggy")).ToHaveCountAsync(1);
            await Expect(page.Locator("#board-news")).ToHaveTextAsync("Carl Draggy is back in New.");
        }
        office.ShouldHaveHeardNoComplaint();

        foreach (var (status, column) in new[] { (403, "qualified"), (412, "contacted") })
        {
            await page.RouteAsync("**/status", route => route.FulfillAsync(new() { Status = status, Headers = [new("HX-Reswap", "none")] }));
            await Drag(page, "Carl Draggy", column);
            await Expect(Card(page, "new", "Carl Draggy")).ToHaveCountAsync(1);
            if (status == 403) await Expect(page.Locator("#toasts")).ToContainTextAsync("You may not do that here.");
            await page.UnrouteAsync("**/status");
        }
        Should.Throw<ShouldAssertException>(office.ShouldHaveHeardNoComplaint, "the browser notes the refusal, which the other tests need not hear of");

        // Somebody else was faster: theirs is told, and the board shows it when one gives in.
        await page.IsLookedAt(false);
        var now = (await Lead("Carl Draggy")).Version;
        (await (await office.Business.Api()).PutJson($"/api/leads/{(await Lead("Carl Draggy")).Id}/status", new { status = "contacted" }, now)).EnsureSuccessStatusCode();
        await Drag(page, "Carl Draggy", "qualified");
        await Expect(dialog).ToContainTextAsync("changed the status meanwhile: Contacted");
        await page.Keyboard.PressAsync("Escape");
        await Expect(Card(page, "contacted", "Carl Draggy")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task The_keyboard_walks_the_board_moves_a_card_and_keeps_its_place_in_both_looks()
    {
        await office.Business.AddLead("Kay Keyed");
        await office.Business.AddLead("Lee Keyed");
        var page = await office.Open("/leads/board", role: "owner");
        await page.Locator("#search").FillAsync("keyed");
        await page.WaitForURLAsync(url => url.Contains("search=keyed"));
        await Expect(page.Locator(".board li")).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Link(page, "Lee Keyed")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(Link(page, "Kay Keyed")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await Expect(page.Locator("#board-news")).ToContainTextAsync("Kay Keyed: to Contacted");
        await Expect(page.Locator("#sum-contacted b")).ToContainTextAsync("1");
        await Expect(Link(page, "Kay Keyed")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("h");
        await Expect(Link(page, "Lee Keyed")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("s");
        await page.Keyboard.PressAsync("3");
        await Expect(Card(page, "qualified", "Lee Keyed")).ToHaveCountAsync(1);

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#panel h2")).ToHaveTextAsync("Lee Keyed");
        await page.Keyboard.PressAsync("Escape");
        await Expect(Link(page, "Lee Keyed")).ToBeFocusedAsync();
        await page.ShouldBeAccessible("board in use");
        await page.Locator(".looks").GetByText("List").ClickAsync();
        await Expect(page.Locator(".list tbody tr")).ToHaveCountAsync(2);
        page.Url.ShouldEndWith("/leads?search=keyed");
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task On_a_phone_one_column_fills_the_screen_and_the_menu_moves()
    {
        await office.Business.AddLead("Pia Phone");
        var page = await office.Open("/leads/board?search=pia", Screen.Phone, role: "owner");
        (await page.Locator("#column-new").BoundingBoxAsync())!.Width.ShouldBeGreaterThan(330);
        await Card(page, "new", "Pia Phone").Locator(".more").ClickAsync();
        await page.Locator("#row-menu").GetByText("Status").ClickAsync();
        await page.Locator("#status-menu").GetByText("Contacted").ClickAsync();
        await Expect(Card(page, "contacted", "Pia Phone")).ToHaveCountAsync(1);
        await page.Locator(".board-tabs").GetByText("Contacted").ClickAsync();
        await Expect(page.Locator(".board-tabs [aria-current]")).ToHaveTextAsync("Contacted");
        await Expect(Link(page, "Pia Phone")).ToBeInViewportAsync();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        office.ShouldHaveHeardNoComplaint();
    }

    private Task<Lead> Lead(string name) => office.Business.InDb(db => db.Leads.SingleAsync(l => l.Name == name));

    private static ILocator Card(IPage page, string column, string name) => page.Locator($"#cards-{column} li", new() { HasText = name });

    private static ILocator Link(IPage page, string name) => page.Locator(".board h3 a", new() { HasText = name });

    private static async Task Drag(IPage page, string name, string column)
    {
        var from = (await page.Locator(".board li", new() { HasText = name }).BoundingBoxAsync())!;
        var to = (await page.Locator($"#cards-{column}").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + 30, from.Y + 10);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + 50, from.Y + 20, new() { Steps = 4 });
        await page.Mouse.MoveAsync(to.X + 40, to.Y + 12, new() { Steps = 6 });
        // For 30 ms after a card has moved beside another one SortableJS hears of no movement: a hand lets go when it sees its card where it should be.
        await Eventually.Holds($"{name} lies in {column}", async () =>
        {
            await page.Mouse.MoveAsync(to.X + 44, to.Y + 16, new() { Steps = 2 });
            await page.Mouse.MoveAsync(to.X + 40, to.Y + 12);
            return await Card(page, column, name).CountAsync();
        }, cards => cards == 1);
        await page.Mouse.UpAsync();
    }
}
