using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace GarageDoorOS.BrowserTests;

/// <summary>The pages before the door, on every screen: nothing for axe, nothing sideways, nothing refused by the browser.</summary>
public sealed class DoorPagesTests(Office office) : IClassFixture<Office>
{
    [BrowserFact]
    public async Task Every_page_before_the_door_is_for_everybody_on_every_screen()
    {
        await using var empty = await AppHost.Listen(Provider.Sqlite);
        var second = await office.Host.NewBusiness("Hill Country Overhead Doors of Central Texas");
        var member = await office.Business.Member("owner", "Grace Okafor");
        await second.Join(member.User, "sales");
        var page = await office.OpenAnonymous();
        await page.GotoAsync(new Uri(empty.Address, "/setup").ToString());
        await Look(page, "setup");
        await page.GotoAsync("/sign-in");
        await Look(page, "sign-in");
        await page.FillAsync("#f-email", member.User.Email!);
        await page.FillAsync("#f-password", "not this one");
        await page.PressAsync("#f-password", "Enter");
        await page.WaitForSelectorAsync("#f-password-error");
        await Look(page, "sign-in-refused");
        await page.FillAsync("#f-password", TestBusiness.Password);
        await page.PressAsync("#f-password", "Enter");
        await page.WaitForURLAsync("**/businesses");
        await Look(page, "businesses");
        await page.GotoAsync("/account");
        await Look(page, "account before a business");
        await page.GotoAsync("/businesses");
        await page.ClickAsync(".places button >> nth=0");
        await page.WaitForURLAsync("**/leads");
        await page.GotoAsync("/nowhere");
        await page.ClickAsync(".me summary");
        await Look(page, "menu");
        office.ShouldHaveHeardNoComplaint();
    }

    private static async Task Look(IPage page, string what) => (await page.FindingsOnEveryScreen(what)).ShouldBeEmpty();
}
