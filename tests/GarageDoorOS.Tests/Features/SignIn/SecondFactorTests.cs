using System.Net;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.SignIn;

/// <summary>Signing in with a code of an app after the password.</summary>
public sealed class SecondFactorTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task After_the_password_the_code_is_asked_for_and_leads_where_one_wanted_to_go(Provider provider)
    {
        var (business, member, _, app, _) = await WithApp(provider);
        var page = await business.AtTheSecondStep(member, "/customers?page=2");
        using (var closed = await page.Http.GetAsync("/leads")) closed.Where()!.ShouldStartWith("/sign-in");
        using (var closed = await page.Http.GetAsync("/account")) closed.Where()!.ShouldStartWith("/sign-in");
        using (var wrong = await page.Post("/sign-in/code", ("code", app.Wrong()), ("returnUrl", "/customers?page=2")))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await page.Read(wrong)).QuerySelector("input[name=returnUrl]")!.GetAttribute("value").ShouldBe("/customers?page=2");
            (await wrong.Said()).ShouldContain("not right");
        }
        using (var right = await page.Post("/sign-in/code", ("code", app.Code(1)), ("returnUrl", "/customers?page=2"))) right.Where().ShouldBe("/customers?page=2");
        await page.Page("/leads");
    }

    [Theory, BothDatabases]
    public async Task A_code_works_once_also_the_one_that_set_the_app_up(Provider provider)
    {
        var (business, member, _, app, _) = await WithApp(provider);
        var page = await business.AtTheSecondStep(member);
        using (var again = await page.Post("/sign-in/code", ("code", app.Code()))) (await again.Said()).ShouldContain("used already");
        var code = app.Code(1);
        using (var right = await page.Post("/sign-in/code", ("code", $"{code[..3]} {code[3..]}"))) right.Where().ShouldBe("/leads");
        var other = await business.AtTheSecondStep(member);
        using var replayed = await other.Post("/sign-in/code", ("code", code));
        (await replayed.Said()).ShouldContain("used already");
    }

    [Theory, BothDatabases]
    public async Task Of_two_uses_of_a_code_at_once_one_gets_in_whichever_node_they_reach(Provider provider)
    {
        var (business, member, _, app, recovery) = await WithApp(provider);
        var nodes = await hosts.NodesOn(provider);
        foreach (var code in new[] { app.Code(1), recovery[0] })
        {
            var pages = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => business.AtTheSecondStep(member, node: nodes[i % nodes.Count])));
            var answers = await Task.WhenAll(pages.Select(page => Task.Run(() => page.Post("/sign-in/code", ("code", code)))));
            answers.Select(answer => answer.StatusCode).Order().ShouldBe([HttpStatusCode.Redirect, .. Enumerable.Repeat(HttpStatusCode.UnprocessableEntity, 5)]);
        }
    }

    [Theory, BothDatabases]
    public async Task A_recovery_code_opens_once_however_it_is_written_and_one_less_is_left(Provider provider)
    {
        var (business, member, here, _, recovery) = await WithApp(provider);
        recovery.Distinct().Count().ShouldBe(10);
        var page = await business.AtTheSecondStep(member);
        using (var used = await page.Post("/sign-in/code", ("code", recovery[3].ToLowerInvariant().Replace("-", " ")))) used.Where().ShouldBe("/leads");
        (await here.Http.GetJson("/api/account")).GetProperty("secondFactor").GetProperty("recoveryCodesLeft").GetInt32().ShouldBe(9);
        var other = await business.AtTheSecondStep(member);
        using var again = await other.Post("/sign-in/code", ("code", recovery[3]));
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, BothDatabases]
    public async Task Wrong_codes_lock_like_wrong_passwords_and_a_right_password_between_them_forgives_none(Provider provider)
    {
        var (business, member, _, app, _) = await WithApp(provider);
        foreach (var guesses in new[] { 5, 4 })
        {
            var page = await business.AtTheSecondStep(member);
            for (var i = 0; i < guesses; i++)
                using (var wrong = await page.Post("/sign-in/code", ("code", app.Wrong()))) (await wrong.Said()).ShouldContain("not right");
        }
        var last = await business.AtTheSecondStep(member);
        using (var tenth = await last.Post("/sign-in/code", ("code", app.Wrong()))) (await tenth.Said()).ShouldContain("Try again in 10 minutes");
        using (var right = await last.Post("/sign-in/code", ("code", app.Code(1)))) (await right.Said()).ShouldContain("Try again in 10 minutes");
        await last.Page("/sign-in");
        using var password = await last.Post("/sign-in", ("email", member.User.Email!), ("password", TestBusiness.Password));
        (await password.Said()).ShouldContain("Try again in 10 minutes");
    }

    [Theory, BothDatabases]
    public async Task A_burst_of_codes_is_counted_like_a_row_of_them(Provider provider)
    {
        var (business, member, _, app, _) = await WithApp(provider);
        var page = await business.AtTheSecondStep(member);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => page.Post("/sign-in/code", ("code", app.Wrong())))));
        (await Task.WhenAll(answers.Select(SecondFactorSteps.Said))).Count(said => said.Contains("not right")).ShouldBe(9, "the tenth locks the account");
    }

    [Theory, BothDatabases]
    public async Task The_step_between_ends_after_ten_minutes_and_with_a_changed_password(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var business = await host.NewBusiness();
        var member = await business.Member();
        var here = await business.PageOf(member);
        var (app, _) = await here.SetUpApp();
        var early = await business.AtTheSecondStep(member);
        host.Time.Pass(TimeSpan.FromMinutes(9));
        await early.Page("/sign-in/code");
        host.Time.Pass(TimeSpan.FromMinutes(2));
        using (var late = await early.Post("/sign-in/code", ("code", app.Code(1)))) late.Where().ShouldBe("/sign-in");

        var before = await business.AtTheSecondStep(member);
        await here.Page("/account/password");
        using (var done = await here.Post("/account/password", ("current", TestBusiness.Password), ("new", "another long one"))) done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var stale = await before.Post("/sign-in/code", ("code", app.Code(1)))) stale.Where().ShouldBe("/sign-in");
        await here.Page("/leads");
    }

    [Theory, BothDatabases]
    public async Task Nobody_is_asked_for_a_code_who_typed_no_password(Provider provider)
    {
        var (business, _, here, app, _) = await WithApp(provider);
        var stranger = new PageClient(business.Host.Anonymous());
        await stranger.Page("/sign-in");
        using (var form = await stranger.Http.GetAsync("/sign-in/code")) form.Where().ShouldBe("/sign-in");
        using (var answer = await stranger.Post("/sign-in/code", ("code", app.Code(1)))) answer.Where().ShouldBe("/sign-in");
        // And whoever is in already has nothing more to show.
        using var inside = await here.Http.GetAsync("/sign-in/code");
        inside.Where().ShouldBe("/sign-in");
    }

    [Theory, BothDatabases]
    public async Task The_cookie_of_the_step_is_unreadable_for_script_and_for_people(Provider provider)
    {
        var (business, member, _, _, _) = await WithApp(provider);
        var page = new PageClient(business.Host.Anonymous());
        await page.Page("/sign-in");
        using var answer = await page.Post("/sign-in", ("email", member.User.Email!), ("password", TestBusiness.Password));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("gdo-step=") && !c.StartsWith("gdo-step=;"));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldNotContain(member.User.Id.ToString());
    }

    private async Task<(TestBusiness Business, TestMember Member, PageClient Here, Totp App, string[] Recovery)> WithApp(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var member = await business.Member();
        var here = await business.PageOf(member);
        var (app, recovery) = await here.SetUpApp();
        return (business, member, here, app, recovery);
    }
}
