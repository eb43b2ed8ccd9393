using System.Net;
using Shouldly;

namespace GarageDoorOS.Tests.Support;

/// <summary>What a person does about their second factor.</summary>
public static class SecondFactorSteps
{
    /// <summary>Sets up an app in the browser of somebody who is signed in. The app shows a code that was not used yet from the next step on.</summary>
    public static async Task<(Totp App, string[] RecoveryCodes)> SetUpApp(this PageClient page)
    {
        var app = new Totp((await page.Page("/account/app/new")).QuerySelector(".key-text")!.TextContent);
        using var answer = await page.Post("/account/app", ("code", app.Code()));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (app, (await page.Read(answer)).QuerySelector("#codes")!.TextContent.Trim().Split('\n'));
    }

    /// <summary>A new browser in which the right password has just been typed.</summary>
    public static async Task<PageClient> AtTheSecondStep(this TestBusiness business, TestMember member, string? returnUrl = null, AppHost? node = null)
    {
        var page = new PageClient((node ?? business.Host).Anonymous());
        await page.Page("/sign-in");
        using var answer = await page.Post("/sign-in", ("email", member.User.Email!), ("password", TestBusiness.Password), ("returnUrl", returnUrl ?? ""));
        answer.Headers.Location?.OriginalString.ShouldStartWith("/sign-in/code");
        await page.Page("/sign-in/code");
        return page;
    }

    public static async Task<string> Said(this HttpResponseMessage answer) => PageClient.Parse(await answer.Content.ReadAsStringAsync()).QuerySelector(".invalid-feedback")?.TextContent.Trim() ?? "";

    public static string? Where(this HttpResponseMessage answer) => answer.Headers.Location?.OriginalString;
}
