using Microsoft.Playwright;

namespace GarageDoorOS.BrowserTests.Support;

/// <summary>How much of a page has jumped, by the browser's own measure.</summary>
public static class Shifts
{
    // Unlike the web vital this also counts what moves right after a click: there, nothing should jump either.
    public const string Observer =
        """
        window.shifts = [];
        new PerformanceObserver(list => list.getEntries().forEach(e => window.shifts.push({
          value: e.value, of: e.sources.map(s => s.node?.outerHTML?.slice(0, 120) ?? String(s.node)) }))).observe({ type: 'layout-shift', buffered: true });
        """;

    /// <summary>Forgets what has jumped so far, such as while the page was loading.</summary>
    public static Task ForgetShifts(this IPage page) => page.EvaluateAsync("window.shifts.length = 0");

    /// <summary>What has jumped since, in words; empty if nothing did.</summary>
    public static Task<string> ShiftsSince(this IPage page) =>
        page.EvaluateAsync<string>("new Promise(done => requestAnimationFrame(() => setTimeout(() => done(window.shifts.map(s => s.value + ' ' + s.of.join(' | ')).join('\\n')), 100)))");
}
