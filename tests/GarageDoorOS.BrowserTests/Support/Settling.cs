using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GarageDoorOS.BrowserTests.Support;

public static class Settling
{
    /// <summary>Waits for all that the page has asked for. Its network is never idle: it listens for changes as long as somebody looks.</summary>
    public static async Task Settles(this IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        await Expect(page.Locator(".htmx-request")).ToHaveCountAsync(0);
    }

    /// <summary>Somebody looks at another tab, and this one hears nothing of what is changed elsewhere; or they look at it again.</summary>
    public static Task IsLookedAt(this IPage page, bool looked) => page.EvaluateAsync(
        $"Object.defineProperty(document, 'hidden', {{ value: {(looked ? "false" : "true")}, configurable: true }}); document.dispatchEvent(new Event('visibilitychange'))");
}
