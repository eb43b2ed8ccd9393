using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GarageDoorOS.BrowserTests.Features.Leads;

/// <summary>The list as the office uses it: typing, filtering, sorting, paging, Back, the keyboard, a phone.</summary>
public sealed class ListLeadsTests(Office office) : IClassFixture<Office>, IAsyncLifetime
{
    private const int Leads = 130;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Missing is null) await office.Once("leads", async () => await office.Business.AddLeads(Leads, await office.Business.Member("sales", "Sam Ortiz")));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [BrowserFact]
    public async Task Typing_finds_as_one_types_and_Back_and_reload_give_the_same_view()
    {
        var page = await office.Open("/leads");
        await page.Locator("#search").PressSequentiallyAsync("zoe");
        // Each letter may have found something on the way: the last answer is the one that the address names.
        await page.WaitForURLAsync(url => url.Contains("search=zoe"));
        await page.Settles();
        (await Names(page)).ShouldAllBe(name => name.Contains("Zoë"));
        page.Url.ShouldContain("search=zoe");
        var found = await Names(page);

        await page.ReloadAsync();
        (await Names(page)).ShouldBe(found);
        await Expect(page.Locator("#search")).ToHaveValueAsync("zoe");
        await Expect(page.Locator("table.list")).ToHaveCountAsync(1);

        await page.GoBackAsync();
        await Expect(Rows(page)).ToHaveCountAsync(50);
        page.Url.ShouldEndWith("/leads");
        await page.Settles(); // its script hears of the way forward
        await page.GoForwardAsync();
        await Expect(Rows(page)).ToHaveCountAsync(found.Count);
        await Expect(page.Locator("nav").First).ToBeAttachedAsync(); // the whole page, not a fragment of it
        office.ShouldHaveHeardNoComplaint();
    }

    [Theory]
    [InlineData(1440), InlineData(390)]
    public async Task Nothing_jumps_on_filter_sort_page_and_search(int width)
    {
        Assert.SkipWhen(Chromium.Missing is not null, Chromium.Missing ?? "");
        var screen = width < 600 ? Screen.Phone : Screen.Desktop;
        var page = await office.Open("/leads", screen);
        await page.Settles();
        (string What, Func<Task> Do)[] steps =
        [
            ("sort", () => Sort(page, "sort=-value")),
            ("sort again", () => Sort(page, "sort=name")),
            ("next page", () => Next(page)),
            ("tile", () => page.Locator("#tile-new").ClickAsync()),
            ("tile off", () => page.Locator("#tile-new").ClickAsync()),
            ("open a filter", () => page.Locator("#filter-status summary").ClickAsync()),
            ("choose in it", () => page.Locator("#filter-status label:has([value=contacted])").ClickAsync()),
            ("and another", () => page.Locator("#filter-status label:has([value=new])").ClickAsync()),
            ("close it", () => page.Keyboard.PressAsync("Escape")),
            ("remove it", () => page.Locator("#filter-off-status").ClickAsync()),
            ("search", () => page.Locator("#search").PressSequentiallyAsync("smith")),
        ];
        foreach (var (what, act) in steps)
        {
            await page.ForgetShifts();
            await act();
            await page.Settles();
            (await page.ShiftsSince()).ShouldBeEmpty(what);
        }
    }

    [BrowserFact]
    public async Task The_keyboard_is_enough_to_search_walk_open_and_come_back()
    {
        var page = await office.Open("/leads");
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("hopper");
        await Expect(Rows(page)).Not.ToHaveCountAsync(50);
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Rows(page).First.Locator("th a")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Rows(page).Nth(1).Locator("th a")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(Rows(page).Nth(1).Locator("th a")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Who_walks_into_the_list_before_the_last_letter_is_answered_stays_in_it()
    {
        var page = await office.Open("/leads");
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/leads?search=hopper*", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("hopper");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Rows(page).First.Locator("th a")).ToBeFocusedAsync();
        held.SetResult();
        await Expect(Rows(page).First.Locator("th a")).ToContainTextAsync("Hopper");
        await Expect(Rows(page)).Not.ToHaveCountAsync(50);
        await Expect(Rows(page).First.Locator("th a")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Without_JavaScript_the_same_addresses_search_filter_sort_and_page()
    {
        var page = await office.Open("/leads", javaScript: false);
        await page.FillAsync("#search", "ångstrom");
        await page.PressAsync("#search", "Enter");
        (await Names(page)).ShouldAllBe(name => name.Contains("Ångström"));
        await page.GotoAsync("/leads");
        await page.Locator("#tile-contacted").ClickAsync();
        page.Url.ShouldContain("status=contacted");
        await page.GotoAsync("/leads?sort=name&pageSize=50");
        await page.Locator("#page-next").ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(50);
        page.Url.ShouldContain("page=2");
    }

    [BrowserFact]
    public async Task On_a_phone_a_row_is_a_card_that_fits()
    {
        var page = await office.Open("/leads", Screen.Phone);
        var box = (await Rows(page).First.BoundingBoxAsync())!;
        box.Width.ShouldBeLessThanOrEqualTo(390);
        box.Height.ShouldBeGreaterThan(44);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
    }

    [BrowserFact]
    public async Task What_people_write_is_shown_and_never_run()
    {
        const string evil = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>";
        var lead = await office.Business.NewLead(evil, []);
        var page = await office.Open("/leads?search=onerror");
        (await Names(page)).ShouldContain(name => name.Contains("<img src=x"));
        foreach (var address in new[] { "/leads", $"/leads/{lead.Id}/conversion" })
        {
            await page.GotoAsync(address);
            (await page.TitleAsync()).ShouldNotBe("run");
        }
    }

    // On a phone the foot stands above the round button only at the very end.
    private static async Task Next(IPage page)
    {
        await page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await page.Locator("#page-next").ClickAsync();
    }

    // On a phone the heads of the columns are not there, but a menu among the filters is.
    private static async Task Sort(IPage page, string word)
    {
        var menu = page.Locator("#filter-sort summary");
        if (await menu.IsVisibleAsync()) await menu.ClickAsync();
        await page.Locator($"a[href*='{word}']:visible").First.ClickAsync();
    }

    private static ILocator Rows(IPage page) => page.Locator("table.list tbody tr");

    private static async Task<IReadOnlyList<string>> Names(IPage page) => await page.Locator("table.list tbody th").AllInnerTextsAsync();
}
