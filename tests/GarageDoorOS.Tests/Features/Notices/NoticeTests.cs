using System.Net;
using AngleSharp.Html.Dom;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Notices;

public sealed class NoticeTests(AppHostsWithMail hosts) : IClassFixture<AppHostsWithMail>
{
    [Theory, BothDatabases]
    public async Task Whoever_is_given_a_lead_has_a_mark_on_every_page_until_they_have_looked(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (dana, sam) = (await business.Member("office_staff", "Dana Reyes"), await business.Member("sales", "Sam"));
        var (hers, his) = (await business.PageOf(dana), await business.PageOf(sam));
        var lead = await business.NewLead("Ray Novak");
        using (var given = await hers.Post($"/leads/{lead.Id}/assignment", ("assigneeId", sam.Id.ToString()), ("version", "1"))) given.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await his.Page("/leads")).QuerySelector("#notice-mark")!.TextContent.ShouldContain("1");
        (await hers.Page("/leads")).QuerySelector("#notice-mark")!.TextContent.ShouldBeEmpty();
        var page = await his.Page("/notices");
        page.Body!.TextContent.ShouldContain("Dana Reyes gave you");
        page.QuerySelector($"a[href='/leads/{lead.Id}']").ShouldNotBeNull();
        var newest = ((IHtmlInputElement)page.QuerySelector("[name=newest]")!).Value;
        using (var seen = await his.Post("/notices/sight", ("newest", newest))) seen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await his.Page("/leads")).QuerySelector("#notice-mark")!.TextContent.ShouldBeEmpty();
        (await hers.Page("/notices")).Body!.TextContent.ShouldNotContain("Ray Novak");
    }

    [Theory, BothDatabases]
    public async Task Nobody_is_told_of_what_they_took_themselves(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var sam = await business.Member("sales");
        var his = await business.PageOf(sam);
        using (var made = await his.Post("/leads", ("name", "Ada"), ("status", "new"), ("assigneeId", sam.Id.ToString()))) made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await business.InDb(db => db.Notices.CountAsync())).ShouldBe(0);
    }

    [MailTheory, BothDatabases]
    public async Task Two_hundred_leads_given_at_once_are_one_notice_and_one_mail(Provider provider)
    {
        var nodes = await hosts.NodesOn(provider);
        var business = await nodes[0].NewBusiness();
        var (sam, key) = (await business.Member("sales", "Sam"), (await business.NewKey("office_staff")).Key);
        var leads = await business.AddLeads(200);
        var clients = nodes.Select(node => business.ApiWith(key, node)).ToList();
        await Parallel.ForEachAsync(leads.Index(), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (lead, _) =>
        {
            using var given = await clients[lead.Index % clients.Count].PutJson($"/api/leads/{lead.Item.Id}/assignment", new { assigneeId = sam.Id }, lead.Item.Version);
            given.StatusCode.ShouldBe(HttpStatusCode.OK);
        });
        var notice = await business.InDb(db => db.Notices.SingleAsync());
        notice.Leads.ShouldBe(200);
        (await business.InDb(db => db.TeamMembers.SingleAsync(m => m.Id == sam.Id))).UnseenNotices.ShouldBe(1);

        hosts.Mail.TakenFor(sam.User.Email!).ShouldBeEmpty();
        foreach (var node in nodes) node.Time.Pass(TimeSpan.FromMinutes(1));
        var mail = await hosts.Mail.FirstTo(sam.User.Email!);
        mail.Subject.ShouldBe("key of office_staff gave you 200 leads");
        mail.TextBody!.ShouldContain("http://doors.example/leads?assignee=me");
        (await business.InDb(db => Task.FromResult(hosts.Mail.TakenFor(sam.User.Email!).Count))).ShouldBe(1);
    }

    [MailTheory, BothDatabases]
    public async Task One_lead_is_named_in_the_mail_and_another_giver_writes_another(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        var (dana, omar, sam) = (await business.Member("office_staff", "Dana"), await business.Member("office_staff", "Omar"), await business.Member("sales", "Sam"));
        foreach (var (giver, name) in new[] { (dana, "Ray Novak"), (omar, "Ada Kim") })
        {
            var lead = await business.NewLead(name, phones: ["(512) 555-0123"]);
            using var given = await (await business.PageOf(giver)).Post($"/leads/{lead.Id}/assignment", ("assigneeId", sam.Id.ToString()), ("version", "1"));
        }
        host.Time.Pass(TimeSpan.FromMinutes(1));
        var mails = await Eventually.Holds("both mails arrive", () => Task.FromResult(hosts.Mail.TakenFor(sam.User.Email!)), found => found.Count == 2);
        mails.Select(m => m.Subject).Order().ShouldBe(["Dana gave you Ray Novak", "Omar gave you Ada Kim"]);
        mails.ShouldAllBe(m => m.TextBody!.Contains("(512) 555-0123") && m.TextBody!.Contains("http://doors.example/leads/"));
    }
}
