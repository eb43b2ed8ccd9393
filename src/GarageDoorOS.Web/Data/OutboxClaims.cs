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

    private static readonly MessageKind[] ToTeam = [MessageKind.Invitation, MessageKind.NewPassword, MessageKind.Assignment, MessageKind.Digest], ToLeads = [MessageKind.LeadText, MessageKind.LeadMail];

    private readonly Guid me = Guid.CreateVersion7();

    /// <summary>Takes up to <paramref name="most"/> of the messages to the team that are due, the oldest first.</summary>
    public Task<IReadOnlyList<Guid>> Claim(int most, CancellationToken ct) => Take(new(ToTeam, null), most, ct);

    /// <summary>As <see cref="Claim(int, CancellationToken)"/>, of those from the current business to its leads by one of these kinds.</summary>
    public Task<IReadOnlyList<Guid>> Claim(IReadOnlyList<MessageKind> kinds, int most, CancellationToken ct) => Take(new(kinds, db.BusinessId), most, ct);

    /// <summary>The businesses with a message to a lead that is due.</summary>
    public Task<List<Guid>> BusinessesWithMore(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return db.OutgoingMessages.Where(m => m.State == MessageState.Waiting && m.DueAt <= now && (m.LockedUntil == null || m.LockedUntil <= now) && ToLeads.Contains(m.Kind))
            .Select(m => m.BusinessId!.Value).Distinct().OrderBy(id => id).ToListAsync(ct);
    }

    private async Task<IReadOnlyList<Guid>> Take(OutboxLane lane, int most, CancellationToken ct)
    {
        var (now, until) = (clock.GetCurrentInstant(), clock.GetCurrentInstant() + Lease);
        // Nearly always nothing waits, and looking must not keep a writer.
        var due = db.OutgoingMessages.In(lane).Where(m => m.State == MessageState.Waiting && m.DueAt <= now && (m.LockedUntil == null || m.LockedUntil <= now));
        if (!await due.AnyAsync(ct)) return [];
        return await db.InTransaction<IReadOnlyList<Guid>>(async () =>
        {
            var ids = await db.Claimable(lane, now, most).Select(m => m.Id).ToListAsync(ct);
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
    public Task End(OutgoingMessage message, Action<OutgoingMessage> became, CancellationToken ct) => End(message, became, () => Task.CompletedTask, ct);

    /// <summary>The same, together with what else is to be written in that save.</summary>
    public Task End(OutgoingMessage message, Action<OutgoingMessage> became, Func<Task> with, CancellationToken ct) => db.InTransaction(async () =>
    {
        if (await Mine(message.Id).AnyAsync(ct))
        {
            became(message);
            await with();
            await db.SaveChangesAsync(ct);
        }
        db.Entry(message).State = EntityState.Detached;
    }, ct);

    /// <summary>Gives back what was not begun.</summary>
    public Task Release(CancellationToken ct) => db.InTransaction(() => db.OutgoingMessages.Where(m => m.ClaimedBy == me && m.State == MessageState.Waiting)
        .ExecuteUpdateAsync(set => set.SetProperty(m => m.ClaimedBy, (Guid?)null).SetProperty(m => m.LockedUntil, (Instant?)null), ct), ct);

    private IQueryable<OutgoingMessage> Mine(Guid id) => db.OutgoingMessages.Where(m => m.Id == id && m.ClaimedBy == me && m.State == MessageState.Waiting);
}

/// <summary>Messages that are sent one after the other: those to the team of all businesses by one mail server, those to leads each business's by its own accounts.</summary>
internal sealed record OutboxLane(IReadOnlyList<MessageKind> Kinds, Guid? BusinessId);

internal static class OutboxLanes
{
    public static IQueryable<OutgoingMessage> In(this IQueryable<OutgoingMessage> messages, OutboxLane lane) =>
        messages.Where(m => EF.Constant(lane.Kinds).Contains(m.Kind) && (lane.BusinessId == null || m.BusinessId == lane.BusinessId));
}
