using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GarageDoorOS.BrowserTests.Features.Search;

/// <summary>Ctrl-K and a few letters lead anywhere, with the keyboard alone.</summary>
public sealed class PaletteTests(Office office) : IClassFixture<Office>
{
    [BrowserFact]
    public async Task Pages_actions_leads_and_customers_are_a_few_letters_away()
    {
        var lead = await office.Business.NewLead("Pat Palette", ["(512) 555-0166"]);
        await office.Business.NewCustomer("Patricia Palette");
        var page = await office.Open("/leads", role: "owner");
        var field = page.Locator(".palette input");
        await page.Locator("#search").FocusAsync();
        await page.Keyboard.PressAsync("Control+k");
        await Expect(field).ToBeFocusedAsync();
        await Expect(Chosen(page)).ToHaveTextAsync("New lead");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Chosen(page)).ToHaveTextAsync("New customer");
        (await field.GetAttributeAsync("aria-activedescendant")).ShouldBe(await Chosen(page).GetAttributeAsync("id"));
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#search")).ToBeFocusedAsync();

        // An Enter that is faster than the answer waits for it.
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("0166");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.EndsWith($"/leads/{lead.Id}"));

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("palette");
        await Expect(page.Locator("#palette-found [role=option]")).ToHaveCountAsync(2);
        foreach (var screen in Screen.EachWidth.Reverse())
        {
            await page.SetViewportSizeAsync(screen.Width, screen.Height);
            await page.EmulateMediaAsync(new() { ColorScheme = screen.Scheme, ReducedMotion = ReducedMotion.Reduce });
            await page.ShouldBeAccessible($"palette at {screen}");
        }
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("/customers/"));

        await page.Locator(".side-find").ClickAsync();
        await page.Keyboard.TypeAsync("new le");
        await Expect(Chosen(page)).ToHaveTextAsync("New lead");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("dialog[open] h2")).ToHaveTextAsync("New lead");
        await page.Keyboard.PressAsync("Control+k"); // a form that is being filled in stays
        await Expect(page.Locator("dialog[open] h2")).ToHaveTextAsync("New lead");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("night");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task An_answer_to_other_letters_is_dropped_and_where_none_comes_pages_and_actions_still_work()
    {
        await office.Business.NewLead("Early Answer");
        await office.Business.NewLead("Later Answer");
        var page = await office.Open("/leads", role: "owner");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("later");
        await Expect(page.Locator("#palette-found")).ToContainTextAsync("Later Answer");

        var held = new TaskCompletionSource();
        await page.RouteAsync("**/search?query=early", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        var asked = page.WaitForRequestAsync("**/search?query=early");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("early");
        await asked;
        await Expect(page.Locator("#palette-found")).ToContainTextAsync("Later Answer"); // until the new ones are there
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("later answer");
        held.SetResult();
        await Expect(page.Locator("#palette-found [role=option]")).ToHaveCountAsync(1);
        await Expect(page.Locator("#palette-found")).ToContainTextAsync("Later Answer");
        office.ShouldHaveHeardNoComplaint();

        await page.RouteAsync("**/search?query=est*", route => route.AbortAsync());
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("est");
        await Expect(page.Locator("#palette-said")).ToContainTextAsync("pages and actions still work");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Chosen(page)).ToHaveTextAsync("Estimates");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.EndsWith("/estimates"));
        Should.Throw<ShouldAssertException>(office.ShouldHaveHeardNoComplaint, "the browser notes the failure, which the other tests need not hear of");
    }

    private static ILocator Chosen(IPage page) => page.Locator("[role=option][aria-selected=true]");
}
