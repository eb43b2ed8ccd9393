using System.Net;
using GarageDoorOS.Tests.Features.Passkeys;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Team;

/// <summary>Somebody has lost their phone, and the owner helps.</summary>
public sealed class ForgetSecondFactorTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task Their_password_alone_lets_them_in_again_and_nothing_of_before_opens(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (member, owner) = (await business.Member("sales", "Sam Ortiz"), await business.PageOf(await business.Member("owner")));
        using var device = await TestDevice.Of(member.User, business.Host);
        var lost = await business.PageOf(member);
        await business.InDb(db => db.UserPasskeys.Where(p => p.UserId == member.User.Id).ExecuteDeleteAsync());
        await lost.SetUpApp();
        (await owner.Page("/settings/team")).Body!.TextContent.ShouldContain("Lost phone");

        await owner.Page($"/settings/team/{member.Id}/second-factor/removal");
        using (var done = await owner.Post($"/settings/team/{member.Id}/second-factor/removal")) done.Where().ShouldBe("/settings/team");
        using (var ended = await lost.Http.GetAsync("/leads")) ended.Where()!.ShouldStartWith("/sign-in");
        var page = await business.PageOf(member);
        await page.Page("/leads");
        var factors = (await page.Http.GetJson("/api/account")).GetProperty("secondFactor");
        (factors.GetProperty("app").GetBoolean(), factors.GetProperty("recoveryCodesLeft").GetInt32()).ShouldBe((false, 0));
    }

    [Theory, BothDatabases]
    public async Task Nobody_takes_it_from_who_works_elsewhere_too_or_without_the_right(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        var both = await business.Member("sales");
        await (await host.NewBusiness()).Join(both.User, "owner");
        var admin = await business.Api("admin");
        using (var refused = await admin.PostAsync($"/api/team/{both.Id}/second-factor/removal", null)) await refused.ShouldBeProblem(409, "works_elsewhere");
        using (var unknown = await admin.PostAsync($"/api/team/{Guid.NewGuid()}/second-factor/removal", null)) await unknown.ShouldBeProblem(404, "not_found");
        using var without = await business.Api("manager");
        using (var refused = await without.PostAsync($"/api/team/{both.Id}/second-factor/removal", null)) refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
