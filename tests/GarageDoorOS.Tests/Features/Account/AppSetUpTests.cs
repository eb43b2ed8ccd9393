using System.Net;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Account;

/// <summary>Codes from an app: set up, renewed, turned off.</summary>
public sealed class AppSetUpTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task To_look_at_the_key_changes_nothing_and_shows_the_same_one_again(Provider provider)
    {
        var (business, member, page) = await SignedIn(provider);
        var stamp = await Stamp(business, member);
        var first = (await page.Page("/account/app/new")).QuerySelector(".key-text")!.TextContent;
        var again = await page.Page("/account/app/new");
        again.QuerySelector(".key-text")!.TextContent.ShouldBe(first);
        again.QuerySelector("svg.qr path")!.GetAttribute("d")!.Length.ShouldBeGreaterThan(1_000);
        (await Stamp(business, member)).ShouldBe(stamp);
        (await business.InDb(db => db.UserTokens.CountAsync(t => t.UserId == member.User.Id))).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_wrong_first_code_keeps_the_key_and_what_was_typed_and_turns_nothing_on(Provider provider)
    {
        var (business, member, page) = await SignedIn(provider);
        var key = (await page.Page("/account/app/new")).QuerySelector(".key-text")!.TextContent;
        var wrong = new Totp(key).Wrong();
        using var answer = await page.Post("/account/app", ("code", wrong));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var form = await page.Read(answer);
        form.QuerySelector(".key-text")!.TextContent.ShouldBe(key);
        form.QuerySelector("#f-code")!.GetAttribute("value").ShouldBe(wrong);
        form.QuerySelector("#f-code-error").ShouldNotBeNull();
        (await business.InDb(db => db.UserTokens.CountAsync(t => t.UserId == member.User.Id))).ShouldBe(0);
        await business.PageOf(member);
    }

    [Theory, BothDatabases]
    public async Task To_set_it_up_ends_the_other_sessions_and_cannot_be_done_over(Provider provider)
    {
        var (business, member, page) = await SignedIn(provider);
        var elsewhere = await business.PageOf(member);
        await page.SetUpApp();
        using (var ended = await elsewhere.Http.GetAsync("/leads")) ended.Where()!.ShouldStartWith("/sign-in");
        (await page.Page("/account")).QuerySelector("a[href='/account/app/removal']").ShouldNotBeNull();
        using var again = await page.Http.GetAsync("/account/app/new");
        again.Where().ShouldBe("/account");
    }

    [Theory, BothDatabases]
    public async Task Of_two_that_set_it_up_at_once_one_key_holds_and_it_is_the_one_that_was_confirmed(Provider provider)
    {
        var (business, member, page) = await SignedIn(provider);
        var other = await business.PageOf(member);
        var apps = new List<Totp>();
        foreach (var browser in new[] { page, other }) apps.Add(new((await browser.Page("/account/app/new")).QuerySelector(".key-text")!.TextContent));
        var answers = await Task.WhenAll(Task.Run(() => page.Post("/account/app", ("code", apps[0].Code()))), Task.Run(() => other.Post("/account/app", ("code", apps[1].Code()))));
        var winner = answers.Index().Where(a => a.Item.StatusCode == HttpStatusCode.OK).ShouldHaveSingleItem().Index;
        var signingIn = await business.AtTheSecondStep(member);
        using (var lost = await signingIn.Post("/sign-in/code", ("code", apps[1 - winner].Code(1)))) lost.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var won = await signingIn.Post("/sign-in/code", ("code", apps[winner].Code(1)));
        won.Where().ShouldBe("/leads");
    }

    [Theory, BothDatabases]
    public async Task New_recovery_codes_end_the_old_ones_and_want_the_password_or_a_code(Provider provider)
    {
        var (business, member, page) = await SignedIn(provider);
        var (app, old) = await page.SetUpApp();
        await page.Page("/account/recovery-codes/new");
        foreach (var nothing in new[] { "", "not the password", app.Wrong() })
        {
            using var refused = await page.Post("/account/recovery-codes", ("proof", nothing));
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await page.Read(refused)).QuerySelector("#f-proof-error").ShouldNotBeNull();
        }
        using var made = await page.Post("/account/recovery-codes", ("proof", TestBusiness.Password));
        var fresh = (await page.Read(made)).QuerySelector("#codes")!.TextContent.Trim().Split('\n');
        fresh.Intersect(old).ShouldBeEmpty();
        var signingIn = await business.AtTheSecondStep(member);
        using (var gone = await signingIn.Post("/sign-in/code", ("code", old[0]))) gone.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var good = await signingIn.Post("/sign-in/code", ("code", fresh[0]));
        good.Where().ShouldBe("/leads");
    }

    [Theory]
    [BothDatabases(true), BothDatabases(false)]
    public async Task To_turn_it_off_wants_the_password_or_a_code_and_ends_the_other_sessions(Provider provider, bool byCode)
    {
        var (business, member, page) = await SignedIn(provider);
        var (app, recovery) = await page.SetUpApp();
        var elsewhere = await business.AtTheSecondStep(member);
        (await elsewhere.Post("/sign-in/code", ("code", recovery[0]))).Dispose();
        await elsewhere.Page("/leads");

        await page.Page("/account/app/removal");
        using (var refused = await page.Post("/account/app/removal", ("proof", "not the password"))) refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var done = await page.Post("/account/app/removal", ("proof", byCode ? app.Code(1) : TestBusiness.Password))) done.Where().ShouldBe("/account?done=app-off");
        await page.Page("/leads");
        using (var ended = await elsewhere.Http.GetAsync("/leads")) ended.Where()!.ShouldStartWith("/sign-in");
        var account = (await page.Http.GetJson("/api/account")).GetProperty("secondFactor");
        account.GetProperty("app").GetBoolean().ShouldBeFalse();
        account.GetProperty("recoveryCodesLeft").GetInt32().ShouldBe(0);
        (await business.PageOf(member)).ShouldNotBeNull();
    }

    private async Task<(TestBusiness Business, TestMember Member, PageClient Page)> SignedIn(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var member = await business.Member();
        return (business, member, await business.PageOf(member));
    }

    private static Task<string?> Stamp(TestBusiness business, TestMember member) =>
        business.InDb(db => db.Users.Where(u => u.Id == member.User.Id).Select(u => u.SecurityStamp).SingleAsync());
}
