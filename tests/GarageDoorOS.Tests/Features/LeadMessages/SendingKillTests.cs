using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.LeadMessages;

/// <summary>A node is killed without warning while it writes to leads: no mail is lost, and none that was written down as sent is sent again.</summary>
public sealed class SendingKillTests
{
    [MailTheory, BothDatabases]
    public async Task None_is_lost_and_none_is_sent_again_once_its_sending_was_recorded(Provider provider)
    {
        var count = LongRun.Rounds(200, 1_000);
        await using var mail = await MailServer.Start();
        await using var host = await AppHost.Start(provider, ("Webhooks:AllowPrivateTargets", "true"), ("App:PublicUrl", "http://doors.example"));
        var business = await host.NewBusiness();
        await (await business.Api()).SetUpMail(mail.Port);
        var lead = await business.NewLead("Ray Novak");
        // To the writer's own clock nothing is ever due.
        host.Time.Pass(TimeSpan.FromDays(-2));
        await host.Scoped(async services =>
        {
            var (db, outbox) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<Outbox>());
            await db.Enter(business.Business);
            var now = SystemClock.Instance.GetCurrentInstant();
            for (var i = 0; i < count; i++) outbox.AddToLead(LeadMessage.To(business.Id, lead.Id, MessageChannel.Email, $"ray{i}@example.com", $"Mail {i}", $"Text {i}", null, Actor.System, now), Duration.FromDays(4));
            return await db.SaveChangesAsync();
        });
        (string, string)[] settings = [("Webhooks:AllowPrivateTargets", "true"), ("App:PublicUrl", "http://doors.example"), ("Smtp:TimeoutSeconds", "4")];
        await using var first = await ServerProcess.Start(host.Database, settings);
        await using var second = provider == Provider.Postgres ? await ServerProcess.Start(host.Database, settings) : null;
        var due = SystemClock.Instance.GetCurrentInstant();
        await host.Scoped(services => services.GetRequiredService<AppDb>().Set<OutgoingMessage>().ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, due)));
        await Eventually.Holds("some are sent", () => Sent(business), sent => sent.Count > count / 10);
        await first.Kill();
        var recorded = await Sent(business);
        recorded.Count.ShouldBeLessThan(count, "the kill came too late to prove anything");
        await using var next = await ServerProcess.Start(host.Database, settings);

        await Eventually.Holds("all are sent", () => Sent(business), sent => sent.Count == count);
        var copies = mail.Taken().GroupBy(m => m.MessageId!.Split('@')[0]).ToDictionary(g => Guid.ParseExact(g.Key, "N"), g => g.Count());
        copies.Count.ShouldBe(count, "a mail is lost");
        recorded.Where(id => copies[id] != 1).ShouldBeEmpty("sent again after it was recorded");
        copies.Values.Sum().ShouldBeLessThanOrEqualTo(count + 1, "only the one that was on the wire at the kill may come twice");
    }

    private static async Task<HashSet<Guid>> Sent(TestBusiness business) => [.. await business.InDb(db => db.LeadMessages.Where(m => m.State == LeadMessageState.Sent).Select(m => m.Id).ToListAsync())];
}
