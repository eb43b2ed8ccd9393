using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Messages;

/// <summary>Nodes are killed without warning while they send to a real mail server: nothing is lost, and what was written down as sent is sent no more.</summary>
public sealed class OutboxKillTests
{
    [MailTheory, BothDatabases]
    public async Task None_is_lost_and_none_is_sent_again_once_its_sending_was_recorded(Provider provider)
    {
        var count = LongRun.Rounds(300, 1_000);
        await using var mail = await MailServer.Start();
        // Writes, and never sends: what it writes is due later.
        await using var host = await AppHost.Start(provider, mail.Settings);
        var business = await host.NewBusiness();
        await host.Scoped(async services =>
        {
            var (db, outbox) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<Outbox>());
            await db.Enter(business.Business);
            for (var i = 0; i < count; i++) outbox.Add(MessageKind.Assignment, $"person{i}@example.com", $"Mail {i}", $"Text {i}", rest: Duration.FromDays(1));
            return await db.SaveChangesAsync();
        });
        // To the writer's own clock nothing is ever due.
        host.Time.Pass(TimeSpan.FromDays(-2));
        (string, string)[] settings = [.. mail.Settings, ("Smtp:TimeoutSeconds", "4")];
        await using var first = await ServerProcess.Start(host.Database, settings);
        await using var second = provider == Provider.Postgres ? await ServerProcess.Start(host.Database, settings) : null;
        var due = SystemClock.Instance.GetCurrentInstant();
        await host.Scoped(services => services.GetRequiredService<AppDb>().Set<OutgoingMessage>().ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, due)));
        await Eventually.Holds("some are sent", () => Sent(host), sent => sent.Count > count / 10);
        await first.Kill();
        var recorded = await Sent(host);
        recorded.Count.ShouldBeLessThan(count, "the kill came too late to prove anything");
        await using var next = await ServerProcess.Start(host.Database, settings);

        await Eventually.Holds("all are sent", () => Sent(host), sent => sent.Count == count);
        var copies = mail.Taken().GroupBy(m => m.MessageId!.Split('@')[0]).ToDictionary(g => Guid.ParseExact(g.Key, "N"), g => g.Count());
        copies.Count.ShouldBe(count, "a mail is lost");
        recorded.Where(id => copies[id] != 1).ShouldBeEmpty("sent again after it was recorded");
        copies.Values.Sum().ShouldBeLessThanOrEqualTo(count + 1, "only the one that was on the wire at the kill may come twice");
    }

    private static Task<HashSet<Guid>> Sent(AppHost host) => host.Scoped(async services =>
        (await services.GetRequiredService<AppDb>().Set<OutgoingMessage>().Where(m => m.State == MessageState.Sent).Select(m => m.Id).ToListAsync()).ToHashSet());
}
