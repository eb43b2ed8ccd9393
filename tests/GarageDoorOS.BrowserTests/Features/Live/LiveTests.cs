using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GarageDoorOS.BrowserTests.Features.Live;

/// <summary>What somebody else changes is seen where one looks, and takes nothing out of one's hands.</summary>
public sealed class LiveTests(Office office) : IClassFixture<Office>
{
    /// <summary>Shorter than the time after which a page asks by the clock.</summary>
    private static readonly LocatorAssertionsToContainTextOptions Soon = new() { Timeout = 8_000 };

    [BrowserFact]
    public async Task A_status_that_a_colleague_changes_is_seen_in_its_row_and_choice_focus_and_search_stay()
    {
        foreach (var name in new[] { "Rita Riverside", "Omar Riverside" }) await office.Business.AddLead(name);
        var hers = await Listening("/leads");
        await hers.Locator("#search").PressSequentiallyAsync("riverside");
        await Expect(hers.Locator(".list tbody tr")).ToHaveCountAsync(2);
        await hers.WaitForURLAsync(url => url.EndsWith("search=riverside"));
        await Row(hers, "Omar").Locator("input.box").ClickAsync();
        await Expect(hers.Locator("#bulk-count")).ToHaveTextAsync("1");
        var (address, steps) = (hers.Url, await hers.EvaluateAsync<int>("history.length"));
        await hers.ForgetShifts();

        var his = await office.Open("/leads?search=riverside", role: "owner");
        foreach (var name in new[] { "Rita", "Omar" })
        {
            await Row(his, name).Locator("button.state").ClickAsync();
            await his.Locator("#status-menu").GetByText("Contacted").ClickAsync();
            await Expect(Row(his, name)).ToContainTextAsync("Contacted");
            await Expect(Row(hers, name)).ToContainTextAsync("Contacted", Soon);
        }
        await Expect(Row(hers, "Omar").Locator("input.box")).ToBeCheckedAsync();
        await Expect(Row(hers, "Omar").Locator("input.box")).ToBeFocusedAsync();
        await Expect(Row(hers, "Rita").Locator("input.box")).Not.ToBeCheckedAsync();
        await Expect(hers.Locator("#bulk-count")).ToHaveTextAsync("1");
        await Expect(hers.Locator("#search")).ToHaveValueAsync("riverside");
        (await hers.ShiftsSince()).ShouldBeEmpty();
        (hers.Url, await hers.EvaluateAsync<int>("history.length")).ShouldBe((address, steps));
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task Under_an_open_dialog_nothing_is_drawn_anew_and_behind_it_everything()
    {
        var lead = await office.Business.AddLead("Dina Dialog");
        var page = await Listening("/leads?search=dina");
        await Row(page, "Dina").Locator("th a").FocusAsync();
        await page.Keyboard.PressAsync("e");
        var name = page.Locator("dialog[open]").GetByLabel("Name", new() { Exact = true });
        await name.FillAsync("Half a na");
        await Contact(lead);
        await Task.Delay(1_500, TestContext.Current.CancellationToken); // longer than it takes to be seen elsewhere
        await Expect(name).ToHaveValueAsync("Half a na");
        await Expect(Row(page, "Dina")).ToContainTextAsync("New");
        page.Dialog += (_, question) => _ = question.AcceptAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(Row(page, "Dina")).ToContainTextAsync("Contacted", Soon);
    }

    [BrowserFact]
    public async Task A_tab_that_nobody_looks_at_holds_no_stream_and_catches_up_when_it_is_looked_at()
    {
        var lead = await office.Business.AddLead("Hugo Hidden");
        var page = await Listening("/leads?search=hugo");
        var all = Streams;
        await page.IsLookedAt(false);
        await Eventually.Holds("its stream is gone", () => Task.FromResult(Streams), count => count < all);
        await Contact(lead);
        await page.IsLookedAt(true);
        await Expect(Row(page, "Hugo")).ToContainTextAsync("Contacted", Soon);
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task Without_a_stream_the_page_is_right_within_ten_seconds()
    {
        var lead = await office.Business.AddLead("Pia Poll");
        var page = await office.OpenAs(await office.Business.Member());
        await page.RouteAsync("**/live?*", route => route.FulfillAsync(new() { Status = 204 }));
        await page.GotoAsync("/leads?search=pia");
        await Expect(Row(page, "Pia")).ToContainTextAsync("New");
        await Contact(lead);
        await Expect(Row(page, "Pia")).ToContainTextAsync("Contacted", new() { Timeout = 15_000 });
        await page.Context.CloseAsync();
    }

    private static ILocator Row(IPage page, string name) => page.Locator(".list tbody tr", new() { HasTextString = name });

    private int Streams => office.Host.Services.GetRequiredService<LiveSignals>().CountIn(office.Business.Id);

    /// <summary>A page whose stream is open.</summary>
    private async Task<IPage> Listening(string path)
    {
        var page = await office.Open("about:blank");
        await page.RunAndWaitForResponseAsync(() => page.GotoAsync(path), answer => answer.Url.Contains("/live?") && answer.Ok);
        return page;
    }

    private Task<int> Contact(Guid leadId) => office.Business.InDb(async db =>
    {
        (await db.Leads.SingleAsync(l => l.Id == leadId)).MoveTo(LeadStatus.Contacted, null, SystemClock.Instance.GetCurrentInstant());
        return await db.SaveChangesAsync();
    });
}
