using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Messages;

/// <summary>Nodes are killed without warning while they send to the team and to leads, over a real mail server: nothing is lost, and what was written down as sent is sent no more.</summary>
public sealed class OutboxKillTests
{
    [MailTheory, BothDatabases]
    public async Task None_is_lost_and_none_is_sent_again_once_its_sending_was_recorded(Provider provider)
    {
        var each = LongRun.Rounds(100, 1_000);
        await using var mail = await MailServer.Start();
        (string, string)[] settings = [.. mail.Settings, ("Webhooks:AllowPrivateTargets", "true"), ("Smtp:TimeoutSeconds", "4")];
        // Writes, and never sends: what it writes is due later.
        await using var host = await AppHost.Start(provider, settings);
        var business = await host.NewBusiness();
        await (await business.Api()).SetUpMail(mail.Port);
        var lead = await business.NewLead("Ray Novak");
        await host.Scoped(async services =>
        {
            var (db, outbox, later) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<Outbox>(), Duration.FromDays(1));
            await db.Enter(business.Business);
            for (var i = 0; i < each; i++)
            {
                outbox.Add(MessageKind.Assignment, $"person{i}@example.com", $"Mail {i}", $"Text {i}", rest: later);
                outbox.AddToLead(LeadMessage.To(business.Id, lead.Id, MessageChannel.Email, $"ray{i}@example.com", $"Mail {i}", $"Text {i}", null, Actor.System, business.Business.CreatedAt), later);
            }
            return await db.SaveChangesAsync();
        });
        // To the writer's own clock nothing is ever due.
        host.Time.Pass(TimeSpan.FromDays(-2));
        await using var first = await ServerProcess.Start(host.Database, settings);
        await using var second = provider == Provider.Postgres ? await ServerProcess.Start(host.Database, settings) : null;
        var due = SystemClock.Instance.GetCurrentInstant();
        await host.Scoped(services => services.GetRequiredService<AppDb>().Set<OutgoingMessage>().ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, due)));
        await Eventually.Holds("some are sent to either", async () => (Team: await ToTeam(host), Leads: await ToLeads(business)), sent => sent.Team.Count > each / 10 && sent.Leads.Count > each / 10);
        await first.Kill();
        var (team, leads) = (await ToTeam(host), await ToLeads(business));
        (team.Count + leads.Count).ShouldBeLessThan(2 * each, "the kill came too late to prove anything");
        await using var next = await ServerProcess.Start(host.Database, settings);

        await Eventually.Holds("all are sent", async () => (await ToTeam(host)).Count + (await ToLeads(business)).Count, sent => sent == 2 * each);
        var copies = mail.Taken().GroupBy(m => m.MessageId!.Split('@')[0]).ToDictionary(g => Guid.ParseExact(g.Key, "N"), g => g.Count());
        foreach (var (recorded, all) in new[] { (team, await ToTeam(host)), (leads, await ToLeads(business)) })
        {
            all.Where(id => !copies.ContainsKey(id)).ShouldBeEmpty("a mail is lost");
            recorded.Where(id => copies[id] != 1).ShouldBeEmpty("sent again after it was recorded");
            all.Sum(id => copies[id]).ShouldBeLessThanOrEqualTo(each + 1, "only the one that was on the wire at the kill may come twice");
        }
    }

    private static Task<HashSet<Guid>> ToTeam(AppHost host) => host.Scoped(async services =>
        (await services.GetRequiredService<AppDb>().Set<OutgoingMessage>().Where(m => m.Kind == MessageKind.Assignment && m.State == MessageState.Sent).Select(m => m.Id).ToListAsync()).ToHashSet());

    private static async Task<HashSet<Guid>> ToLeads(TestBusiness business) => [.. await business.InDb(db => db.LeadMessages.Where(m => m.State == LeadMessageState.Sent).Select(m => m.Id).ToListAsync())];
}
