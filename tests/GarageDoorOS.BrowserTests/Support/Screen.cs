using System.Reflection;
using System.Runtime.CompilerServices;
using GarageDoorOS.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace GarageDoorOS.BrowserTests.Support;

/// <summary>A width and a colour scheme in which the pages are looked at.</summary>
public sealed record Screen(int Width, int Height, ColorScheme Scheme)
{
    public static Screen Desktop { get; } = new(1440, 900, ColorScheme.Light);
    public static Screen Tablet { get; } = new(820, 1180, ColorScheme.Light);
    public static Screen Phone { get; } = new(390, 844, ColorScheme.Light);

    public static IEnumerable<Screen> All =>
        from screen in new[] { Desktop, Tablet, Phone }
        from scheme in new[] { ColorScheme.Light, ColorScheme.Dark }
        select screen with { Scheme = scheme };

    /// <summary>The widest and the narrowest, and both schemes: for what a page becomes by use, when the page itself was looked at in all. In the long run also between them.</summary>
    public static IEnumerable<Screen> EachWidth =>
        [Desktop, .. LongRun.IsOn ? [Tablet with { Scheme = ColorScheme.Dark }] : (Screen[])[], Phone with { Scheme = ColorScheme.Dark }];

    public override string ToString() => $"{Width} {Scheme.ToString().ToLowerInvariant()}";
}

/// <summary>A test in the browser; without Chromium it says skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : base(file, line) => Skip = Chromium.Missing;
}

/// <summary>Runs a theory at 1440, 820 and 390 pixels, each light and dark. The screen is its argument.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryScreenAttribute() : ScreensAttribute(Screen.All);

/// <summary>Runs a theory at 1440 pixels in the light, at 390 and, in the long run, at 820 in the dark. The screen is its argument.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryWidthAttribute() : ScreensAttribute(Screen.EachWidth);

/// <summary>Runs a theory on each of these; without Chromium it says skipped.</summary>
public abstract class ScreensAttribute(IEnumerable<Screen> screens) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. screens.Select(screen => new TheoryDataRow(screen) { Skip = Chromium.Missing })]);

    public override bool SupportsDiscoveryEnumeration() => false;
}
