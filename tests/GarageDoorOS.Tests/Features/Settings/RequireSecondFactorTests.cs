using System.Net;
using GarageDoorOS.Tests.Features.Passkeys;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Settings;

/// <summary>A business that lets nobody in by a password alone.</summary>
public sealed class RequireSecondFactorTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task Who_has_none_is_kept_out_at_their_next_click_and_let_in_by_setting_one_up(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (sam, api) = (await business.PageOf(await business.Member("sales")), await business.Api());
        await sam.Page("/leads");
        await (await api.PutJson("/api/settings/security", new { requiresSecondFactor = true })).ShouldBeJson(200);

        using (var kept = await sam.Http.GetAsync("/leads?status=new")) kept.Where().ShouldBe("/account");
        using (var kept = await sam.Http.GetAsync("/api/leads")) await kept.ShouldBeProblem(403, "second_factor_required");
        (await sam.Page("/account")).QuerySelector(".notice")!.TextContent.ShouldContain("asks for a second factor");
        await sam.SetUpApp();
        await sam.Page("/leads");
        (await api.GetJson("/api/leads")).GetProperty("items").GetArrayLength().ShouldBe(0, "an API key is not asked");
    }

    [Theory, BothDatabases]
    public async Task Who_signed_in_by_a_password_alone_shows_the_passkey_or_a_recovery_code_and_sets_up_nothing_before(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (member, api) = (await business.Member("sales"), await business.Api());
        using var device = await TestDevice.Of(member.User, business.Host);
        var page = await business.PageOf(member);
        await (await api.PutJson("/api/settings/security", new { requiresSecondFactor = true })).ShouldBeJson(200);
        foreach (var closed in new[] { "/leads", "/account/app/new", "/account/recovery-codes/new" })
            using (var kept = await page.Http.GetAsync(closed)) kept.Where()!.ShouldStartWith("/sign-in/code?returnUrl=");
        await page.Page("/account");
        using (var refused = await page.SendJson("/account/passkeys/options", new() { ["proof"] = TestBusiness.Password })) refused.Where()!.ShouldStartWith("/sign-in/code");
        (await page.Page("/sign-in/code?returnUrl=%2Fleads")).QuerySelector("form[data-passkey=use]").ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task An_owner_who_has_none_does_not_lock_themselves_out(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var owner = await business.PageOf(await business.Member("owner", "Olga Owner"));
        await business.Member("sales", "Sam Without");
        (await owner.Page("/settings/security")).QuerySelectorAll(".names li").Select(li => li.TextContent).ShouldBe(["Olga Owner", "Sam Without"]);
        using (var refused = await owner.Post("/settings/security", ("requiresSecondFactor", "yes")))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var form = await owner.Read(refused);
            form.QuerySelector("#required-error")!.TextContent.ShouldContain("Set up a second factor of your own first");
            form.QuerySelector("[name=requiresSecondFactor]")!.HasAttribute("checked").ShouldBeTrue();
        }

        await owner.SetUpApp();
        await owner.Page("/settings/security");
        using (var done = await owner.Post("/settings/security", ("requiresSecondFactor", "yes"))) done.Where().ShouldBe("/settings/security?saved=yes");
        (await owner.Page("/settings/security")).QuerySelectorAll(".names li").Select(li => li.TextContent).ShouldBe(["Sam Without"]);
        using (var off = await owner.Post("/settings/security", ("form", "security"))) off.Where().ShouldBe("/settings/security?saved=yes");
        await business.PageOf(await business.Member());
    }

    [Theory, BothDatabases]
    public async Task Another_business_of_the_same_person_asks_for_nothing(Provider provider)
    {
        var host = await hosts.On(provider);
        var (strict, easy) = (await host.NewBusiness(), await host.NewBusiness());
        var member = await strict.Member("sales");
        await easy.Join(member.User, "sales");
        var page = await easy.PageInto(member);
        await (await (await strict.Api()).PutJson("/api/settings/security", new { requiresSecondFactor = true })).ShouldBeJson(200);
        await page.Page("/leads");
        await page.Page("/businesses");
        using (var into = await page.Post($"/businesses/{strict.Id}/session", ("returnUrl", ""))) into.Where().ShouldBe("/leads");
        using (var kept = await page.Http.GetAsync("/leads")) kept.Where()!.ShouldStartWith("/account");
        await page.Page("/businesses");
        using (var back = await page.Post($"/businesses/{easy.Id}/session", ("returnUrl", ""))) back.Where().ShouldBe("/leads");
        await page.Page("/leads");
    }

    [Theory]
    [BothDatabases("{}", "requiresSecondFactor")]
    [BothDatabases("""{"requiresSecondFactor":"yes"}""", "requiresSecondFactor")]
    [BothDatabases("""{"requiresSecondFactor":true,"secret":1}""", "secret")]
    public async Task What_is_no_answer_is_refused(Provider provider, string json, string field)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        using var answer = await api.PutAsync("/api/settings/security", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        (await answer.ShouldBeProblem(422, "invalid")).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }
}
