using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>
/// Sends what a business has for its leads by its own accounts: each message once, by the node that has claimed it. Just before it goes, whether it is
/// still wanted is asked once more.
/// </summary>
public sealed class SendLeadMessages(AppDb db, OutboxClaims claims, SendingRests rests, SendingGate gate, LeadWays ways, CurrentBusiness business, IClock clock)
{
    private const int AtOnce = 20, LongestError = 300;

    /// <summary>While nurturing is off nothing goes by itself; then it is looked at again.</summary>
    private static readonly Duration WhileOff = Duration.FromMinutes(5);

    private abstract record Turn
    {
        public sealed record Send(LeadMessage Message) : Turn;

        public sealed record Later(Instant Until) : Turn;

        public sealed record Never(string Why) : Turn;
    }

    /// <summary>True where there may be more.</summary>
    public async Task<bool> Handle(CancellationToken ct)
    {
        if (rests.Awake(db.BusinessId) is not { Count: > 0 } kinds || await claims.Claim(kinds, AtOnce, ct) is not { Count: > 0 } ids) return false;
        try
        {
            foreach (var id in ids)
            {
                ct.ThrowIfCancellationRequested();
                if (await claims.Begin(id, ct) is not { } outgoing) continue;
                await Send(outgoing, ct);
                if (!rests.Awake(db.BusinessId).Contains(outgoing.Kind)) break;
            }
        }
        finally
        {
            // Also when the program stops: another node, or the next start, goes on at once.
            await ways.DisposeAsync();
            await claims.Release(CancellationToken.None);
        }
        return true;
    }

    private async Task Send(OutgoingMessage outgoing, CancellationToken ct)
    {
        var turn = await Decide(outgoing, ct);
        var (sent, not) = turn is Turn.Send(var message) ? await ways.Send(message, mayBeOut: outgoing.Attempts > 1, ct) : (null, null);
        if (turn is Turn.Send) Rest(outgoing.Kind, not);
        // It is out or it is not: that is written down even if the program is told to stop meanwhile.
        var now = clock.GetCurrentInstant();
        await claims.End(outgoing, became =>
        {
            switch (turn)
            {
                case Turn.Later(var until): became.Postpone(until); break;
                case Turn.Never(var why): became.Withdraw(why); break;
                default:
                    if (not is null) became.Sent(now);
                    else became.Missed(Short(not), not.Never, now, not.NotBefore);
                    break;
            }
        }, () => Tell(outgoing, turn, sent, now), CancellationToken.None);
        db.ChangeTracker.Clear();
    }

    private async Task<Turn> Decide(OutgoingMessage outgoing, CancellationToken ct)
    {
        var message = await db.LeadMessages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == outgoing.AboutId, ct);
        var lead = message is null ? null : await db.Leads.AsNoTracking().SingleOrDefaultAsync(l => l.Id == message.LeadId, ct);
        if (message is null || lead is null || lead.IsDeleted) return new Turn.Never("The lead is gone.");
        if (message.State != LeadMessageState.Queued) return new Turn.Never(message.Error ?? "It is not wanted any more.");
        var (now, isByItself) = (clock.GetCurrentInstant(), message.EnrolmentId is not null);
        if (isByItself && !business.IsNurturing) return new Turn.Later(now + WhileOff);
        return await gate.Ask(lead, message.Channel, message.Address, now, ct) switch
        {
            Verdict.No no when isByItself || no.IsTheirWish => new Turn.Never(no.Why),
            Verdict.Wait wait when isByItself => new Turn.Later(wait.Until),
            _ => new Turn.Send(message),
        };
    }

    /// <summary>An account whose server does not answer rests, so that not every message waits for it.</summary>
    private void Rest(MessageKind kind, NotSent? not)
    {
        if (not is { Never: false }) rests.Begin(db.BusinessId, kind, not.NotBefore);
        else rests.End(db.BusinessId, kind);
    }

    private async Task Tell(OutgoingMessage outgoing, Turn turn, string? vendorId, Instant now)
    {
        if (turn is Turn.Later || await db.LeadMessages.SingleOrDefaultAsync(m => m.Id == outgoing.AboutId) is not { } message) return;
        if (turn is Turn.Never(var why)) message.Withdraw(why);
        else if (outgoing.State == MessageState.Sent) message.Sent(vendorId);
        else if (outgoing.State == MessageState.Failed)
        {
            message.Failed(outgoing.LastError!);
            var lead = await db.Held<Lead>(message.LeadId).SingleAsync();
            db.Note(lead, Actor.System, ActivityKinds.MessageFailed, now, [new(MessageText.Field, message.Channel.ToString(), message.Error)]);
        }
    }

    private static string Short(NotSent not) => PlainText.Cut(PlainText.OneLine(not.MayBeOut ? $"{not.Why} It may have gone out all the same." : not.Why), LongestError);
}
