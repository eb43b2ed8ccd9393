using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace GarageDoorOS.BrowserTests.Support;

/// <summary>The system's Chromium, started once for all browser tests; without one they say skipped.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;

    public static string? Missing { get; } = Executable is null ? "Chromium is not installed." : null;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Executable is null) return;
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (playwright is null) return;
        await Browser.DisposeAsync();
        playwright.Dispose();
    }

    // A property, not a field: fields would be read by Missing before they are set.
    private static string? Executable =>
        Environment.GetEnvironmentVariable("GDO_CHROMIUM") is { Length: > 0 } set ? set : Installed.Find("chromium", "chromium-browser", "google-chrome", "chrome");
}
