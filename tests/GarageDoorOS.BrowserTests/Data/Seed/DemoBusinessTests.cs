using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data.Seed;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace GarageDoorOS.BrowserTests.Data.Seed;

/// <summary>The picture in the README: the demo business as whoever runs the program meets it.</summary>
public sealed class DemoBusinessTests(Chromium chromium)
{
    [BrowserFact]
    public async Task The_picture_in_the_README_is_of_the_demo_business()
    {
        await using var host = await AppHost.Listen(Provider.Sqlite);
        await host.Services.FoundDemo(new Development());
        await using var context = await chromium.Browser.NewContextAsync(new() { BaseURL = host.Address.ToString(), ViewportSize = new() { Width = 1440, Height = 900 }, ColorScheme = ColorScheme.Light });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.FillAsync("input[name=email]", "dana@loneoak.example");
        await page.FillAsync("input[name=password]", DemoBusiness.Password);
        await page.PressAsync("input[name=password]", "Enter");
        await page.WaitForURLAsync("**/leads");
        await page.Settles();
        await page.Locator(".me", new() { HasText = "Dana Whitfield" }).WaitForAsync();

        var picture = Path.Combine(Repository.Root, "docs", "leads.png");
        // Kept as it is, so that a test run changes no file of the repository, unless a new one is wanted.
        if (File.Exists(picture) && Environment.GetEnvironmentVariable("GDO_PICTURES") is null) picture = Path.Combine(Path.GetTempPath(), "leads.png");
        await page.ScreenshotAsync(new() { Path = picture });
        new FileInfo(picture).Length.ShouldBeGreaterThan(20_000);
    }

    private sealed class Development : Microsoft.Extensions.Hosting.IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Development";
        public string ApplicationName { get; set; } = "";
        public string ContentRootPath { get; set; } = "";
        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = null!;
    }
}
