using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;

namespace GarageDoorOS.BrowserTests.Support;

/// <summary>What axe-core finds wrong for people who see, hear or point differently: on a good page, nothing.</summary>
public static class Axe
{
    private static readonly string Script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    public static async Task ShouldBeAccessible(this IPage page, string what) => (await page.AxeFindings()).ShouldBeEmpty(what);

    /// <summary>What it finds, in words; empty if nothing.</summary>
    public static async Task<string> AxeFindings(this IPage page)
    {
        // Evaluated through the debugger, not as a script element, so the page's Content-Security-Policy stays as it is.
        await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations)");
        var lines = found.EnumerateArray().SelectMany(violation => violation.GetProperty("nodes").EnumerateArray().Select(node =>
            $"{violation.GetProperty("id").GetString()}: {node.GetProperty("html").GetString()} {node.GetProperty("failureSummary").GetString()}"));
        return string.Join("\n", lines);
    }
}
