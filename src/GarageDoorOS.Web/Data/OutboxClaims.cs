using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Integrations.Mail;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>Which node sends which message: a claim holds for a lease, so that what a killed node had in hand goes on with another.</summary>
public sealed class OutboxClaims(AppDb db, IMailer mailer, IClock clock)
{
    /// <summary>Longer than it may take to connect and send one mail: while it lasts nobody else sends the same one.</summary>
    private Duration Lease => Duration.FromTimeSpan(mailer.Patience * 2.5);

    private readonly Guid me = Guid.CreateVersion7();

    /// <summary>Takes up to <paramref name="most"/> of the messages that are due, the oldest first.</summary>
    public async Task<IReadOnlyList<Guid>> Claim(int most, CancellationToken ct)
    {
        var (now, until) = (clock.GetCurrentInstant(), clock.GetCurrentInstant() + Lease);
        // Nearly always nothing waits, and looking must not keep a writer.
        var due = db.OutgoingMessages.Where(m => m.State == MessageState.Waiting && m.DueAt <= now && (m.LockedUntil == null || m.LockedUntil <= now));
        if (!await due.AnyAsync(ct)) return [];
        return await db.InTransaction(async () =>
        {
            var ids = await db.Claimable(now, most).Select(m => m.Id).ToListAsync(ct);
            await db.OutgoingMessages.Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(set => set.SetProperty(m => m.ClaimedBy, me).SetProperty(m => m.LockedUntil, until), ct);
            return ids;
        }, ct);
    }

    /// <summary>The message, if it is still mine to send; counts the try, before it, so that one which kills the node does not do so for ever.</summary>
    public Task<OutgoingMessage?> Begin(Guid id, CancellationToken ct) => db.InTransaction(async () =>
    {
        var (now, until) = (clock.GetCurrentInstant(), clock.GetCurrentInstant() + Lease);
        var mine = await Mine(id).Where(m => m.LockedUntil > now).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.LockedUntil, until).SetProperty(m => m.Attempts, m => m.Attempts + 1), ct);
        return mine == 0 ? null : await db.OutgoingMessages.SingleAsync(m => m.Id == id, ct);
    }, ct);

    /// <summary>Writes down what became of a message, unless another node has taken it over meanwhile.</summary>
    public Task End(OutgoingMessage message, Action<OutgoingMessage> became, CancellationToken ct) => db.InTransaction(async () =>
    {
        if (await Mine(message.Id).AnyAsync(ct))
        {
            became(message);
            await db.SaveChangesAsync(ct);
        }
        db.Entry(message).State = EntityState.Detached;
    }, ct);

    /// <summary>Gives back what was not begun.</summary>
    public Task Release(CancellationToken ct) => db.InTransaction(() => db.OutgoingMessages.Where(m => m.ClaimedBy == me && m.State == MessageState.Waiting)
        .ExecuteUpdateAsync(set => set.SetProperty(m => m.ClaimedBy, (Guid?)null).SetProperty(m => m.LockedUntil, (Instant?)null), ct), ct);

    private IQueryable<OutgoingMessage> Mine(Guid id) => db.OutgoingMessages.Where(m => m.Id == id && m.ClaimedBy == me && m.State == MessageState.Waiting);
}
