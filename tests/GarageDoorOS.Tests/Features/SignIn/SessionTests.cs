using System.Net;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.SignIn;

/// <summary>What a session may do follows from the database at every request.</summary>
public sealed class SessionTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task A_changed_password_ends_the_other_sessions_and_keeps_this_one(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var member = await business.Member();
        var (here, elsewhere) = (await business.PageOf(member), await business.PageOf(member));
        await here.Page("/account/password");
        await elsewhere.Page("/account/password");
        using (var wrong = await here.Post("/account/password", ("current", "not this"), ("new", "another long one"))) wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var weak = await here.Post("/account/password", ("current", TestBusiness.Password), ("new", "short")))
            (await here.Read(weak)).QuerySelector("#f-new-error").ShouldNotBeNull();
        using (var done = await here.Post("/account/password", ("current", TestBusiness.Password), ("new", "another long one"))) done.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await here.Page("/account/password");
        using (var ended = await elsewhere.Http.GetAsync("/account/password")) ended.Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        await new PageClient(business.Host.Anonymous()).SignIn(member.User.Email!, "another long one");
    }

    [Theory, BothDatabases]
    public async Task A_deactivation_holds_at_once_and_says_whom_to_ask(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var member = await business.Member();
        var page = await business.PageOf(member);
        await business.InDb(db => db.TeamMembers.Where(m => m.Id == member.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.IsActive, false)));
        (await page.Page("/businesses")).Body!.TextContent.ShouldContain("Ask its owner");
    }

    [Theory, BothDatabases]
    public async Task Who_has_two_businesses_chooses_and_switches_and_never_enters_a_third(Provider provider)
    {
        var host = await hosts.On(provider);
        var (first, second, third) = (await host.NewBusiness(), await host.NewBusiness(), await host.NewBusiness());
        var member = await first.Member();
        await second.Join(member.User, "lead_viewer");
        var page = new PageClient(host.Anonymous());
        await page.Page("/sign-in");
        using (var answer = await page.Post("/sign-in", ("email", member.User.Email!), ("password", TestBusiness.Password), ("returnUrl", "/customers")))
            answer.Headers.Location!.OriginalString.ShouldBe("/businesses?returnUrl=%2Fcustomers");
        var choice = await page.Page("/businesses?returnUrl=/customers");
        choice.QuerySelectorAll(".places form").Length.ShouldBe(2);
        using (var chosen = await page.Post($"/businesses/{second.Id}/session", ("returnUrl", "/customers"))) chosen.Headers.Location!.OriginalString.ShouldBe("/customers");
        (await page.Page("/businesses")).QuerySelector("[aria-current] b")!.TextContent.ShouldBe(second.Business.Name);
        foreach (var foreign in new[] { third.Id, Guid.NewGuid() })
        {
            using var refused = await page.Post($"/businesses/{foreign}/session", ("returnUrl", "/leads"));
            refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Theory, BothDatabases]
    public async Task A_session_in_use_ends_after_thirty_days_all_the_same(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var (first, second) = (await host.NewBusiness(), await host.NewBusiness());
        var member = await first.Member();
        var page = await first.PageOf(member);
        await second.Join(member.User, "sales");
        for (var days = 10; days < 30; days += 10)
        {
            host.Time.Pass(TimeSpan.FromDays(10));
            await page.Page("/businesses");
            using var switched = await page.Post($"/businesses/{second.Id}/session", ("returnUrl", "/leads"));
            switched.Headers.Location!.OriginalString.ShouldBe("/leads");
        }
        host.Time.Pass(TimeSpan.FromDays(9));
        await page.Page("/leads");
        host.Time.Pass(TimeSpan.FromDays(2));
        using var ended = await page.Http.GetAsync("/leads");
        ended.Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
    }

    [Theory, BothDatabases]
    public async Task Who_gets_a_second_business_is_offered_the_switch(Provider provider)
    {
        var host = await hosts.On(provider);
        var (first, second) = (await host.NewBusiness(), await host.NewBusiness());
        var member = await first.Member();
        var page = await first.PageOf(member);
        (await Menu(page)).ShouldNotContain("/businesses");
        await second.Join(member.User, "sales");
        (await Menu(page)).ShouldContain("/businesses");
    }

    private static async Task<IEnumerable<string?>> Menu(PageClient page)
    {
        using var answer = await page.Http.GetAsync("/nowhere");
        return (await page.Read(answer)).QuerySelectorAll(".me a").Select(a => a.GetAttribute("href"));
    }
}
