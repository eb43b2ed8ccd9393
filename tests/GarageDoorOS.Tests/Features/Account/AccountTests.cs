using System.Net;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Account;

public sealed class AccountTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task A_new_name_stands_in_every_business_and_on_the_leads_that_the_person_works(Provider provider)
    {
        var host = await hosts.On(provider);
        var (first, second) = (await host.NewBusiness(), await host.NewBusiness());
        var member = await first.Member("sales", "Sam Ortiz");
        var (there, colleague) = (await second.Join(member.User, "manager"), await first.Member("sales", "Cora Diaz"));
        var lead = await first.NewLead(assignee: member);
        var (elsewhere, others) = (await second.NewLead(assignee: there), await first.NewLead(assignee: colleague));
        var page = await first.PageInto(member);

        await page.Page("/account");
        using (var done = await page.Post("/account/name", ("name", "  Samira Ortiz-Lang "))) done.Where().ShouldBe("/account?done=name");
        (await page.Page("/account?done=name")).QuerySelector("#f-name")!.GetAttribute("value").ShouldBe("Samira Ortiz-Lang");

        foreach (var (business, id, leadId) in new[] { (first, member.Id, lead.Id), (second, there.Id, elsewhere.Id) })
        {
            var (place, named) = await business.InDb(async db => (await db.TeamMembers.SingleAsync(m => m.Id == id), await db.Leads.SingleAsync(l => l.Id == leadId)));
            place.Name.ShouldBe("Samira Ortiz-Lang");
            place.Version.ShouldBe(2);
            named.AssigneeName.ShouldBe("Samira Ortiz-Lang");
            named.AssigneeSort.ShouldBe("samira ortiz-lang");
        }
        (await first.InDb(db => db.Leads.SingleAsync(l => l.Id == others.Id))).AssigneeName.ShouldBe("Cora Diaz");
        (await page.Page("/leads")).QuerySelector(".me-name")!.TextContent.ShouldStartWith("Samira Ortiz-Lang");
    }

    [Theory, BothDatabases]
    public async Task A_name_that_cannot_be_is_refused_beside_its_field(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var member = await business.Member("sales", "Sam Ortiz");
        var page = await business.PageOf(member);
        await page.Page("/account");
        foreach (var (name, says) in new[] { ("   ", "Type your name."), (new string('x', 201), "At most 200") })
        {
            using var answer = await page.Post("/account/name", ("name", name));
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await page.Read(answer)).QuerySelector("#f-name-error")!.TextContent.ShouldContain(says);
        }
        (await business.InDb(db => db.TeamMembers.SingleAsync(m => m.Id == member.Id))).Name.ShouldBe("Sam Ortiz");
    }

    [Theory, BothDatabases]
    public async Task To_sign_out_everywhere_else_ends_every_other_session_and_keeps_this_one(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var member = await business.Member();
        var (here, elsewhere) = (await business.PageOf(member), await business.PageOf(member));
        await elsewhere.Page("/account");
        await here.Page("/account");
        using (var done = await here.Post("/account/sessions/ending")) done.Where().ShouldBe("/account?done=sessions");
        (await here.Page("/account?done=sessions")).Body!.TextContent.ShouldContain("signed out everywhere else");
        using (var ended = await elsewhere.Http.GetAsync("/account")) ended.Where()!.ShouldStartWith("/sign-in");
        await here.Page("/leads");
    }

    [Theory, BothDatabases]
    public async Task The_API_tells_a_person_who_they_are_and_a_key_that_it_is_nobody(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var member = await business.Member("sales", "Sam Ortiz");
        var page = await business.PageOf(member);
        var account = await page.Http.GetJson("/api/account");
        account.Text("name").ShouldBe("Sam Ortiz");
        account.Text("email").ShouldBe(member.User.Email);
        account.GetProperty("secondFactor").GetProperty("app").GetBoolean().ShouldBeFalse();
        using var refused = await (await business.Api()).GetAsync("/api/account");
        await refused.ShouldBeProblem(403, "forbidden");
    }

    [Theory, BothDatabases]
    public async Task Without_a_mail_server_the_page_says_that_no_day_can_come_by_email(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var page = await (await business.Page("sales")).Page("/account");
        page.Body!.TextContent.ShouldContain("This installation has no mail server");
        page.QuerySelector("[action='/account/digest']").ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task Who_has_no_business_any_more_still_has_an_account(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var member = await business.Member();
        var page = await business.PageOf(member);
        await business.InDb(db => db.TeamMembers.Where(m => m.Id == member.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.IsActive, false)));
        (await page.Page("/account")).QuerySelector("#f-name").ShouldNotBeNull();
    }
}
