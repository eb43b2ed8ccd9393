using GarageDoorOS.BrowserTests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.BrowserTests;

public sealed class ChromiumTests(Chromium chromium)
{
    [BrowserFact]
    public async Task Axe_finds_what_is_wrong()
    {
        await using var context = await chromium.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<html lang=en><title>x</title><main><h1>x</h1><img src=x></main>");
        await Assert.ThrowsAsync<ShouldAssertException>(() => page.ShouldBeAccessible("x"));
    }
}
