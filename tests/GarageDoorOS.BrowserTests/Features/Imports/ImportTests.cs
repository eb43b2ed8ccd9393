using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace GarageDoorOS.BrowserTests.Features.Imports;

/// <summary>A person brings a list in.</summary>
public sealed class ImportTests(Office office) : IClassFixture<Office>
{
    private static string List => Path.Combine(Repository.Root, "tests/GarageDoorOS.Tests/Features/Imports/leads-500.csv");

    [Theory, EveryWidth]
    public async Task A_list_is_looked_at_started_watched_and_its_rest_is_fetched(Screen screen)
    {
        var page = await office.Open("/imports", screen);
        await page.ShouldBeAccessible($"upload at {screen}");
        await page.SetInputFilesAsync("input[type=file]", List);
        await page.ClickAsync("text=Look at its columns");
        await page.GetByText("Stages become").WaitForAsync();
        await page.ShouldBeAccessible($"columns at {screen}");

        // Another column is the source now: what becomes of it is drawn again, and nothing else moves.
        await page.SelectOptionAsync("select[name=c2]", "notes");
        await page.ForgetShifts();
        await page.RunAndWaitForResponseAsync(() => page.SelectOptionAsync("select[name=c12]", "other"), answer => answer.Url.Contains("c12=other"));
        await page.GetByText("Stages become").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await page.ShiftsSince()).ShouldBeEmpty();
        await page.SelectOptionAsync("select[name=c12]", "status");
        await page.SelectOptionAsync("select[name=c2]", "owner");

        await page.ClickAsync("text=Import 500 rows");
        await page.GetByText("470 of 500 rows are leads now").WaitForAsync();
        await page.ShouldBeAccessible($"result at {screen}");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("text=All of them as a file"));
        (await File.ReadAllLinesAsync(await download.PathAsync()))[0].ShouldStartWith("Line,Reason,Index");
        office.ShouldHaveHeardNoComplaint();
    }
}
