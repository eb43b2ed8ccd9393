using System.Reflection;
using System.Runtime.CompilerServices;
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

    public override string ToString() => $"{Width} {Scheme.ToString().ToLowerInvariant()}";
}

/// <summary>A test in the browser; without Chromium it says skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : base(file, line) => Skip = Chromium.Missing;
}

/// <summary>Runs a theory at 1440, 820 and 390 pixels, each light and dark. The screen is the first argument, what is given here follows it.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EveryScreenAttribute(params object?[] more) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. Screen.All.Select(s => new TheoryDataRow([s, .. more]) { Skip = Chromium.Missing })]);

    public override bool SupportsDiscoveryEnumeration() => false;
}
