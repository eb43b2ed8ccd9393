using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>Takes what a vendor says of a call, by its hook or when asked: late, twice, and in any order.</summary>
public sealed class TakeCallNews(AppDb db, CallLeads leads, MissedCalls missed, IClock clock)
{
    /// <summary>False where there is no such call in this business.</summary>
    public Task<bool> Handle(Guid id, CallNews news, CancellationToken ct) => Change(id, (call, now) => call.Hear(news, now), ct);

    /// <summary>The vendor has taken it.</summary>
    public Task<bool> Placed(Guid id, string vendorId, CancellationToken ct) => Change(id, (call, _) =>
    {
        call.Placed(vendorId);
        return true;
    }, ct);

    /// <summary>Somebody here wants to take a call that rings: true for the first one who says so, however often they do.</summary>
    public async Task<bool> TakenBy(Guid id, Guid memberId, CancellationToken ct)
    {
        var isTheirs = false;
        await Change(id, (call, now) =>
        {
            var isNew = call.Direction == CallDirection.Inbound && call.Hear(new(CallState.Talking) { Member = memberId }, now);
            isTheirs = call.State == CallState.Talking && call.MemberId == memberId;
            return isNew;
        }, ct);
        return isTheirs;
    }

    private async Task<bool> Change(Guid id, Func<Call, Instant, bool> change, CancellationToken ct)
    {
        var found = await db.InTransaction(async () =>
        {
            var lead = await LeadOf(id, ct);
            if (await db.Held<Call>(id).SingleOrDefaultAsync(ct) is not { } call) return false;
            var (wasLive, now) = (call.IsLive, clock.GetCurrentInstant());
            if (change(call, now) && wasLive && call.End == CallEnd.Missed) await missed.Follow(call, lead, now, ct);
            await db.SaveChangesAsync(ct);
            return true;
        }, ct);
        db.ChangeTracker.Clear();
        return found;
    }

    /// <summary>A call that comes in may be missed, and then something follows for its lead, or makes one: so the business is held before the lead, and the lead before the call.</summary>
    private async Task<Lead?> LeadOf(Guid id, CancellationToken ct)
    {
        if (!await db.Calls.AnyAsync(c => c.Id == id && c.Direction == CallDirection.Inbound && c.State < CallState.Ended, ct)) return null;
        await db.LockIdentity(ct);
        return await leads.Held(id, ct);
    }
}
