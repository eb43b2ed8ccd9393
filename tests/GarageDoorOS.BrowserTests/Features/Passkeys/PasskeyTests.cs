using GarageDoorOS.BrowserTests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace GarageDoorOS.BrowserTests.Features.Passkeys;

public sealed class PasskeyTests(Office office) : IClassFixture<Office>
{
    [BrowserFact]
    public async Task A_passkey_is_added_signs_in_and_is_removed()
    {
        var page = await SignedIn();
        var device = await Device(page);
        await page.GetByText("You have none yet.").WaitForAsync();
        await page.FillAsync("#f-name", "Work phone");
        await page.FillAsync("#f-proof", "not the password");
        await page.PressAsync("#f-proof", "Enter");
        await page.GetByText("neither your password nor a code").WaitForAsync();
        await Add(page, "Work phone");
        await page.Locator(".passkeys b", new() { HasText = "Work phone" }).WaitForAsync();
        await page.ShouldBeAccessible("one passkey");

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(At("/sign-in?returnUrl=%2Fcustomers"));
        await page.ClickAsync("text=Use a passkey");
        await page.WaitForURLAsync("**/customers");

        await page.GotoAsync(At("/account/passkeys"));
        await Add(page, "The same device");
        await page.GetByText("This device has a passkey of yours already.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Work phone" }).ClickAsync();
        await page.GetByText("You have none yet.").WaitForAsync();

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(At("/sign-in"));
        await page.ClickAsync("text=Use a passkey");
        await page.GetByText("This passkey is not known here").WaitForAsync();
        await page.ShouldBeAccessible("a refused passkey");
        await device.SendAsync("WebAuthn.disable");
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task Whoever_does_not_unlock_the_device_is_told_so_beside_the_button()
    {
        var page = await SignedIn();
        await Device(page, unlocks: false);
        await Add(page, "");
        await page.GetByText("Cancelled, or it took too long.").WaitForAsync();
        (await page.Locator("[data-passkey] button").IsEnabledAsync()).ShouldBeTrue();
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task Without_script_the_pages_say_how_it_is_and_offer_nothing()
    {
        var page = await office.Open("/account/passkeys", javaScript: false);
        (await page.GetByText("To add one, you need").IsVisibleAsync()).ShouldBeTrue();
        (await page.Locator("#f-name").IsVisibleAsync()).ShouldBeFalse();
    }

    private static async Task Add(IPage page, string name)
    {
        await page.FillAsync("#f-name", name);
        await page.FillAsync("#f-proof", GarageDoorOS.Tests.Support.TestBusiness.Password);
        await page.PressAsync("#f-proof", "Enter");
    }

    /// <summary>The page of passkeys, at an address that the browser lets have any: one by number it does not.</summary>
    private async Task<IPage> SignedIn()
    {
        var member = await office.Business.Member();
        var page = await office.OpenAnonymous();
        await page.GotoAsync(At("/sign-in?returnUrl=%2Faccount%2Fpasskeys"));
        await page.FillAsync("#f-email", member.User.Email!);
        await page.FillAsync("#f-password", GarageDoorOS.Tests.Support.TestBusiness.Password);
        await page.PressAsync("#f-password", "Enter");
        await page.WaitForURLAsync("**/account/passkeys");
        return page;
    }

    private static async Task<ICDPSession> Device(IPage page, bool unlocks = true)
    {
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = unlocks,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return device;
    }

    private string At(string path) => $"http://localhost:{office.Host.Address.Port}{path}";
}
