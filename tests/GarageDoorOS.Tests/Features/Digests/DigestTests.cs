using System.Net;
using AngleSharp.Html.Dom;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Digests;

public sealed class DigestTests(AppHostsWithMail hosts) : IClassFixture<AppHostsWithMail>
{
    private static readonly LocalTime Noon = new(12, 0), AfterNoon = new(12, 2);

    [MailTheory, BothDatabases]
    public async Task A_day_names_what_is_to_do_what_is_new_and_what_was_answered_and_nothing_of_others(Provider provider)
    {
        var business = await (await hosts.On(provider)).BusinessPastTen();
        var (sam, cora, api) = (await business.Member("sales", "Sam"), await business.Member("sales", "Cora"), await business.Api());
        var (his, hers) = (await api.LeadOf("Ray Novak", sam), await api.LeadOf("Ada Kim", cora));
        await business.Task(his, "Call about the spring", -2);
        await business.Task(his, "Send the price", 0, new(15, 30), sam);
        await business.Task(his, "Not before tomorrow", 1);
        await business.Task(his, "Somebody else does it", 0, assignee: cora);
        await business.Task(his, "It does itself", 0, new(23, 0), isAutomatic: true);
        await business.Task(hers, "Not his", 0);
        await business.Task(hers, "Given to who may not see the lead", 0, assignee: sam);
        await business.Answers(his, "Yes,\nplease <b>come</b>");
        await business.Answers(hers, "Not for him");

        await business.WantsDigest(sam, "12:00");
        business.PassUntil(AfterNoon);
        await business.Round(sam);

        var mail = await DayOf(sam);
        mail.Subject.ShouldBe("Your day: 2 tasks, 1 new lead, 1 answer");
        var text = mail.TextBody!.ReplaceLineEndings("\n");
        var link = $"http://doors.example/leads/{his}";
        text.ShouldStartWith($"Hello Sam,\n\nTo do: 2\n\n- 2 d late: Call about the spring, Ray Novak\n  {link}\n- Today 15:30: Send the price, Ray Novak\n  {link}\n\nNew leads: 1\n\n- Ray Novak, ");
        text.ShouldContain(": Yes, please <b>come</b>\n");
        text.ShouldContain("http://doors.example/account");
        foreach (var others in new[] { "Not before", "Somebody else", "does itself", "Not his", "may not see", "Not for him", "Ada Kim" }) text.ShouldNotContain(others);
    }

    [MailTheory, BothDatabases]
    public async Task Two_nodes_write_one_mail_a_day_and_what_was_new_once_is_not_new_again(Provider provider)
    {
        var nodes = await hosts.NodesOn(provider);
        var business = await nodes[0].BusinessPastTen();
        var (sam, api) = (await business.Member("sales", "Sam"), await business.Api());
        var lead = await api.LeadOf("Ray Novak", sam);
        await business.Task(lead, "Call", 0);
        await business.WantsDigest(sam, "12:00");
        business.PassUntil(new(11, 58));
        await business.Round(sam);
        (await business.Digests(sam)).ShouldBeEmpty();

        business.PassUntil(AfterNoon);
        nodes[^1].Time.Pass(business.Host.Time.GetUtcNow() - nodes[^1].Time.GetUtcNow());
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (at, _) => await business.Round(sam, nodes[at % nodes.Count]));
        (await business.Digests(sam)).Select(m => m.Subject).ShouldBe(["Your day: 1 task, 1 new lead"]);

        business.PassUntil(new(12, 1), days: 1);
        await business.Round(sam);
        (await business.Digests(sam)).Select(m => m.Subject).ShouldBe(["Your day: 1 task, 1 new lead", "Your day: 1 task"]);
    }

    [MailTheory, BothDatabases]
    public async Task With_nothing_to_say_there_is_no_mail_that_day(Provider provider)
    {
        var business = await (await hosts.On(provider)).BusinessPastTen();
        var (sam, api) = (await business.Member("sales", "Sam"), await business.Api());
        await business.WantsDigest(sam, "12:00");
        business.PassUntil(AfterNoon);
        await business.Round(sam);
        await api.LeadOf("Too late for today", sam);
        business.PassUntil(new(13, 0));
        await business.Round(sam);
        (await business.Digests(sam)).ShouldBeEmpty();
        business.PassUntil(AfterNoon, days: 1);
        await business.Round(sam);
        (await business.Digests(sam)).Select(m => m.Subject).ShouldBe(["Your day: 1 new lead"]);
    }

    [MailTheory, BothDatabases]
    public async Task Of_many_twenty_tasks_and_ten_leads_are_named_and_the_rest_is_counted(Provider provider)
    {
        var business = await (await hosts.On(provider)).BusinessPastTen();
        var (sam, api) = (await business.Member("sales", "Sam"), await business.Api());
        var leads = new List<Guid>();
        foreach (var at in Enumerable.Range(0, 12)) leads.Add(await api.LeadOf($"Lead {at}", sam));
        foreach (var at in Enumerable.Range(0, 23)) await business.Task(leads[at % 12], $"Task {at}", 0);
        await business.WantsDigest(sam, "12:00");
        business.PassUntil(AfterNoon);
        await business.Round(sam);
        var mail = await DayOf(sam);
        mail.Subject.ShouldBe("Your day: 23 tasks, 12 new leads");
        mail.TextBody!.Split("/leads/").Length.ShouldBe(1 + 20 + 10);
        mail.TextBody!.ShouldContain("and 3 more");
        mail.TextBody!.ShouldContain("and 2 more");
    }

    [MailTheory, BothDatabases]
    public async Task Nobody_gets_one_who_has_left_or_sees_no_leads_or_whose_business_does_not_nurture(Provider provider)
    {
        var business = await (await hosts.On(provider)).BusinessPastTen();
        var (sam, api) = (await business.Member("sales", "Sam"), await business.Api());
        await business.Task(await api.LeadOf("Ray Novak", sam), "Call", 0);
        await business.WantsDigest(sam, "12:00");
        business.PassUntil(AfterNoon);

        await business.Change(sam.Id, isActive: false, "sales");
        await business.Round(sam);
        await business.Change(sam.Id, isActive: true, "sales");
        business.Business.Nurture(false);
        await business.Round(sam);
        business.Business.Nurture(true);
        (await business.Digests(sam)).ShouldBeEmpty();
        await business.Change(sam.Id, isActive: true, await business.OwnRole("Bookkeeper", LeadScope.All, Permission.TeamManage));
        await business.Round(sam);
        (await business.Digests(sam)).ShouldBeEmpty();

        await business.Change(sam.Id, isActive: true, "sales");
        business.PassUntil(AfterNoon, days: 1);
        await business.Round(sam);
        (await business.Digests(sam)).Count.ShouldBe(1);
    }

    [MailTheory, BothDatabases]
    public async Task A_server_that_was_off_at_that_time_sends_it_when_it_is_back(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.BusinessPastTen();
        var (sam, api) = (await business.Member("sales", "Sam"), await business.Api());
        await business.Task(await api.LeadOf("Ray Novak", sam), "Call", 0);
        await business.WantsDigest(sam, "12:00");
        await using var back = host.Another();
        back.Time.Pass(host.Time.GetUtcNow() - TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(9));
        back.StartServer();
        (await DayOf(sam)).Subject.ShouldBe("Your day: 1 task, 1 new lead");
    }

    [MailTheory, BothDatabases]
    public async Task The_account_page_says_when_the_next_one_comes_and_empty_is_off(Provider provider)
    {
        var business = await (await hosts.On(provider)).BusinessPastTen();
        var sam = await business.Member("sales", "Sam");
        var page = await business.PageOf(sam);
        Field(await page.Page("/account")).Value.ShouldBeEmpty();
        foreach (var (typed, says) in new[] { ("07:00", "tomorrow at 07:00"), ("12:00", "today at 12:00"), ("9:30", "tomorrow at 09:30") })
        {
            using var saved = await page.Post("/account/digest", ("at", typed));
            saved.Where().ShouldBe("/account?done=digest");
            (await page.Page("/account?done=digest")).Body!.TextContent.ShouldContain($"The next one comes {says}.");
        }
        using (var refused = await page.Post("/account/digest", ("at", "half <seven>")))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var again = await page.Read(refused);
            Field(again).GetAttribute("value").ShouldBe("half <seven>");
            again.QuerySelector("#f-at-error")!.TextContent.ShouldContain("such as 7:00");
        }
        (await business.InDb(db => db.TeamMembers.SingleAsync(m => m.Id == sam.Id))).DigestAt.ShouldBe(new LocalTime(9, 30));
        using (var off = await page.Post("/account/digest", ("at", ""))) off.Where().ShouldBe("/account?done=digest");
        (await page.Page("/account?done=digest")).Body!.TextContent.ShouldContain("No mail comes any more");
        (await business.InDb(db => db.TeamMembers.SingleAsync(m => m.Id == sam.Id))).DigestAt.ShouldBeNull();
    }

    [MailTheory, BothDatabases]
    public async Task By_API_a_person_says_it_for_themselves_and_a_key_has_no_day(Provider provider)
    {
        var business = await (await hosts.On(provider)).BusinessPastTen();
        var page = await business.PageOf(await business.Member("sales", "Sam"));
        var token = ("RequestVerificationToken", await page.Token());
        using (var set = await page.Http.SendJson(HttpMethod.Put, "/api/account/digest", new { at = "12:00" }, token)) (await set.ShouldBeJson(200)).GetProperty("digest").Text("at").ShouldBe("12:00");
        var digest = (await page.Http.GetJson("/api/account")).GetProperty("digest");
        (digest.Text("at"), digest.Text("nextOn"), digest.GetProperty("mailServer").GetBoolean()).ShouldBe(("12:00", Nurture.NurtureCalls.Iso(Nurture.NurtureCalls.Today(business)), true));
        foreach (var wrong in new object[] { new { at = "25:00" }, new { at = 7 }, new { }, new { at = "07:00", every = "day" } })
        {
            using var refused = await page.Http.SendJson(HttpMethod.Put, "/api/account/digest", wrong, token);
            await refused.ShouldBeProblem(422);
        }
        using (var off = await page.Http.SendJson(HttpMethod.Put, "/api/account/digest", new { at = (string?)null }, token)) (await off.ShouldBeJson(200)).GetProperty("digest").Text("at").ShouldBeNull();
        using (var key = await (await business.Api()).PutJson("/api/account/digest", new { at = "07:00" })) await key.ShouldBeProblem(404);

        await business.InDb(db => db.Businesses.Where(b => b.Id == business.Id).ExecuteUpdateAsync(set => set.SetProperty(b => b.IsNurturing, false)));
        using (var gone = await page.Http.SendJson(HttpMethod.Put, "/api/account/digest", new { at = "07:00" }, token)) await gone.ShouldBeProblem(409, "integration_disabled");
        (await page.Page("/account")).QuerySelector("#f-at").ShouldBeNull();
    }

    private async Task<MimeMessage> DayOf(TestMember member) => (await Eventually.Holds(
        "the day arrives", () => Task.FromResult(hosts.Mail.TakenFor(member.User.Email!).Where(mail => mail.Subject?.StartsWith("Your day") == true).ToList()), found => found.Count > 0))[0];

    private static IHtmlInputElement Field(IHtmlDocument page) => (IHtmlInputElement)page.QuerySelector("#f-at")!;
}
