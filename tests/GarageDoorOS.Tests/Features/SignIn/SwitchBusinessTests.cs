using System.Net;
using GarageDoorOS.Tests.Features.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.SignIn;

/// <summary>Two tabs of one browser, one of which goes over to another business.</summary>
public sealed class SwitchBusinessTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task What_a_tab_of_one_business_sends_is_never_saved_in_another(Provider provider)
    {
        var (here, there, tab, other) = await TwoTabs(provider);
        var form = await tab.FormAt("/leads/new");
        form["name"] = "Ray Novak";
        await Switch(other, there);

        using (var refused = await tab.Send("/leads", form))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            var said = refused.Headers.GetValues("HX-Trigger").Single();
            said.ShouldContain(there.Business.Name);
            said.ShouldContain("Nothing was saved");
            refused.Headers.GetValues("HX-Reswap").Single().ShouldBe("none");
        }
        using (var refused = await tab.Submit(HttpMethod.Post, "/leads", [.. form.Select(f => (f.Key, f.Value))]))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("Nothing was saved");
        }
        using (var refused = await tab.Submit(HttpMethod.Post, "/api/leads", [("name", "Ray")])) await refused.ShouldBeProblem(409, "other_business");
        foreach (var business in new[] { here, there }) (await business.InDb(db => db.Leads.CountAsync())).ShouldBe(0);

        await Switch(other, here);
        using var saved = await tab.Send("/leads", form);
        await saved.ShouldBeDone("was added");
        (await here.InDb(db => db.Leads.SingleAsync())).Name.ShouldBe("Ray Novak");
    }

    [Theory, BothDatabases]
    public async Task A_tab_of_the_other_business_can_still_switch_and_sign_out(Provider provider)
    {
        var (here, there, tab, other) = await TwoTabs(provider);
        await tab.Page("/leads");
        await Switch(other, there);
        using (var back = await tab.Post($"/businesses/{here.Id}/session", ("returnUrl", "/leads"))) back.Headers.Location!.OriginalString.ShouldBe("/leads");
        await Switch(other, there);
        using (var ended = await tab.Post("/sign-out")) ended.Headers.Location!.OriginalString.ShouldBe("/sign-in");
        using var outside = await other.Http.GetAsync("/leads");
        outside.Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
    }

    private async Task<(TestBusiness Here, TestBusiness There, PageClient Tab, PageClient Other)> TwoTabs(Provider provider)
    {
        var host = await hosts.On(provider);
        var (here, there) = (await host.NewBusiness(), await host.NewBusiness());
        var member = await here.Member();
        await there.Join(member.User, "office_staff");
        var http = host.Anonymous();
        var (tab, other) = (new PageClient(http), new PageClient(http));
        await tab.Page("/sign-in");
        using (var answer = await tab.Post("/sign-in", ("email", member.User.Email!), ("password", TestBusiness.Password)))
            answer.Headers.Location!.OriginalString.ShouldBe("/businesses");
        await Switch(other, here);
        return (here, there, tab, other);
    }

    private static async Task Switch(PageClient tab, TestBusiness business)
    {
        await tab.Page("/businesses");
        using var answer = await tab.Post($"/businesses/{business.Id}/session", ("returnUrl", "/leads"));
        answer.Headers.Location!.OriginalString.ShouldBe("/leads");
    }
}
