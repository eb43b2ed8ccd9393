using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;

namespace GarageDoorOS.BrowserTests.Support;

/// <summary>What is wrong with a page for people who see, hear or point differently, or have a small screen: on a good page, nothing.</summary>
public static class Axe
{
    /// <summary>Each page of <see cref="Office"/> begins with it: handing it over at each look takes longer than looking.</summary>
    public static readonly string Script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    // Preloading fetches every style sheet again, for one rule only that is off unless asked for.
    private const string Run = "axe.run(document, { resultTypes: ['violations'], preload: false }).then(r => r.violations)";

    // What a page that was looked at in the light may still be wrong about in the dark: nothing else of it differs.
    private const string RunOfColours = "axe.run(document, { resultTypes: ['violations'], preload: false, runOnly: ['color-contrast', 'link-in-text-block'] }).then(r => r.violations)";

    public static async Task ShouldBeAccessible(this IPage page, string what) => (await page.Findings(what)).ShouldBeEmpty();

    /// <summary>The same at every width, light and dark, without loading the page again: that takes longer than looking.</summary>
    public static async Task<string> FindingsOnEveryScreen(this IPage page, string what)
    {
        var findings = new List<string>();
        foreach (var screen in Screen.All)
        {
            await page.SetViewportSizeAsync(screen.Width, screen.Height);
            await page.EmulateMediaAsync(new() { ColorScheme = screen.Scheme, ReducedMotion = ReducedMotion.Reduce });
            findings.Add(await page.Findings($"{what} at {screen}", screen.Scheme == ColorScheme.Dark ? RunOfColours : Run));
        }
        return string.Join('\n', findings).Trim();
    }

    /// <summary>What axe-core finds on the page as it is now, and what stands out to the right, in words; empty if nothing.
    /// With a folder in GDO_SHOTS it takes a picture first.</summary>
    public static Task<string> Findings(this IPage page, string what) => page.Findings(what, Run);

    private static async Task<string> Findings(this IPage page, string what, string run)
    {
        // All that the page asks for by itself has come.
        await Assertions.Expect(page.Locator(".htmx-request")).ToHaveCountAsync(0);
        if (Environment.GetEnvironmentVariable("GDO_SHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{what}.png".Replace(' ', '-').Replace('/', '_')), FullPage = true });

        // Evaluated through the debugger, not as a script element, so the page's Content-Security-Policy stays as it is.
        if (!await page.EvaluateAsync<bool>("typeof axe === 'object'")) await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<JsonElement>(run);
        var lines = found.EnumerateArray().SelectMany(violation => violation.GetProperty("nodes").EnumerateArray().Select(node =>
            $"{what}: {violation.GetProperty("id").GetString()}: {node.GetProperty("html").GetString()} {node.GetProperty("failureSummary").GetString()}"));
        var tooWide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        return string.Join("\n", tooWide > 0 ? lines.Append($"{what}: {tooWide} pixels wider than the screen") : lines);
    }
}
