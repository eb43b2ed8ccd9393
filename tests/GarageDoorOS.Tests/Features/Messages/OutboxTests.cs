using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Messages;

/// <summary>Mails wait in the database until a real mail server has taken them, and are taken once.</summary>
public sealed class OutboxTests(AppHostsWithMail hosts) : IClassFixture<AppHostsWithMail>
{
    [MailTheory, BothDatabases]
    public async Task An_invitation_goes_by_mail_and_its_text_is_unreadable_while_it_waits_and_gone_once_it_is_sent(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness("Doors by mail, " + provider);
        using var invited = await (await business.Api("owner")).PostJson("/api/team/invitations", new { email = $"luis.{provider}@example.com", role = "sales" });
        (await invited.ShouldBeJson(201)).GetProperty("link").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var waiting = await Messages(business);
        waiting[0].Body.ShouldNotContain("doors.example");
        var mail = await hosts.Mail.FirstTo($"luis.{provider}@example.com".ToLowerInvariant());
        mail.TextBody!.ShouldContain("http://doors.example/accept-invitation?token=");
        mail.From.Mailboxes.Single().Name.ShouldBe(business.Business.Name);
        var sent = await Eventually.Holds("it is written down as sent", () => Messages(business), found => found[0].State == MessageState.Sent);
        sent[0].Body.ShouldBeEmpty();
    }

    [MailTheory, BothDatabases]
    public async Task While_the_mail_server_is_down_mails_wait_then_fail_in_sight_and_go_out_when_tried_again(Provider provider)
    {
        await using var mail = MailServer.Down();
        await using var host = await AppHost.Start(provider, mail.Settings);
        var business = await host.NewBusiness();
        var (page, api) = (await business.Page("owner"), await business.Api("owner"));
        using (var invited = await api.PostJson("/api/team/invitations", new { email = "luis@example.com", role = "sales" })) await invited.ShouldBeJson(201);
        var tried = await Eventually.Holds("it was tried", () => Messages(business), found => found[0].LastError is not null);
        tried[0].State.ShouldBe(MessageState.Waiting);
        tried[0].DueAt.ShouldBeGreaterThan(tried[0].CreatedAt);
        for (var hour = 0; hour < 8; hour++)
        {
            var before = (await Messages(business))[0].Attempts;
            host.Time.Pass(TimeSpan.FromHours(9));
            if ((await Eventually.Holds("it was tried once more", () => Messages(business), found => found[0].Attempts > before && found[0].ClaimedBy is null))[0].State == MessageState.Failed) break;
        }
        (await Messages(business))[0].State.ShouldBe(MessageState.Failed);
        (await page.Page("/settings/mail")).Body!.TextContent.ShouldContain("Failed");
        (await page.Page("/settings/team")).Body!.TextContent.ShouldContain("The mail failed");

        await mail.ComeUp();
        var id = (await Messages(business))[0].Id;
        using (var again = await page.Post($"/settings/mail/messages/{id}/attempt")) again.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        await mail.FirstTo("luis@example.com");
        await Eventually.Holds("it is sent", () => Messages(business), found => found[0].State == MessageState.Sent);
        using var late = await api.PostJson($"/api/messages/{id}/attempt", new { });
        await late.ShouldBeProblem(409, "not_failed");
    }

    [Theory, BothDatabases]
    public async Task A_message_of_another_business_is_not_to_be_seen(Provider provider)
    {
        var host = await hosts.On(provider);
        var (ours, theirs) = (await TestRecords.In(await host.NewBusiness()), await TestRecords.In(await host.NewBusiness()));
        var list = await (await ours.Business.Api("owner")).GetJson("/api/messages");
        list.GetProperty("items").EnumerateArray().Select(m => m.Id()).ShouldBe([ours.Message]);
        list.GetRawText().ShouldNotContain(theirs.Message.ToString());
    }

    private static Task<List<OutgoingMessage>> Messages(TestBusiness business) =>
        business.Host.Scoped(services => services.GetRequiredService<AppDb>().Set<OutgoingMessage>().AsNoTracking().Where(m => m.BusinessId == business.Id).ToListAsync());
}
