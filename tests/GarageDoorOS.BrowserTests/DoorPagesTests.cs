using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace GarageDoorOS.BrowserTests;

/// <summary>The pages before the door, on every screen: nothing for axe, nothing sideways, nothing refused by the browser.</summary>
public sealed class DoorPagesTests(Chromium chromium)
{
    [BrowserFact]
    public async Task Every_page_before_the_door_is_for_everybody_on_every_screen()
    {
        await using var empty = await AppHost.Listen(Provider.Sqlite);
        var office = new Office(chromium);
        await office.InitializeAsync();
        var second = await office.Host.NewBusiness("Hill Country Overhead Doors of Central Texas");
        var member = await office.Business.Member("owner", "Grace Okafor");
        await second.Join(member.User, "sales");
        foreach (var screen in Screen.All)
        {
            var page = await office.OpenAnonymous(screen);
            await page.GotoAsync(new Uri(empty.Address, "/setup").ToString());
            await page.ShouldBeAccessible($"setup at {screen}");
            await page.GotoAsync("/sign-in");
            await page.ShouldBeAccessible($"sign-in at {screen}");
            await page.FillAsync("#f-email", member.User.Email!);
            await page.FillAsync("#f-password", "not this one");
            await page.PressAsync("#f-password", "Enter");
            await page.WaitForSelectorAsync("#f-password-error");
            await page.ShouldBeAccessible($"sign-in-refused at {screen}");
            await page.FillAsync("#f-password", TestBusiness.Password);
            await page.PressAsync("#f-password", "Enter");
            await page.WaitForURLAsync("**/businesses");
            await page.ShouldBeAccessible($"businesses at {screen}");
            await page.ClickAsync(".places button >> nth=0");
            await page.WaitForURLAsync("**/leads");
            await page.GotoAsync("/nowhere");
            await page.ClickAsync(".me summary");
            await page.ShouldBeAccessible($"menu at {screen}");
        }
        office.ShouldHaveHeardNoComplaint();
        await office.DisposeAsync();
    }
}
