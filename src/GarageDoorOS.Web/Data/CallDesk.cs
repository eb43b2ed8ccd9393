using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>What calls there were and are, for whoever is about to place one.</summary>
public sealed class CallDesk(AppDb db, CurrentBusiness business)
{
    /// <summary>The call that somebody is on.</summary>
    public Task<Call?> LiveOf(Guid memberId, CancellationToken ct) =>
        db.Calls.Where(c => c.MemberId == memberId && c.State < CallState.Ended).OrderByDescending(c => c.At).ThenBy(c => c.Id).FirstOrDefaultAsync(ct);

    /// <summary>The phones that ring when somebody calls: of whoever is on duty and talks to nobody.</summary>
    public Task<List<PhoneOnDuty>> OnDuty(int most, CancellationToken ct) =>
        db.MemberPhones.Where(p => p.IsOnDuty && p.VerifiedAt != null && db.TeamMembers.Any(m => m.Id == p.MemberId && m.IsActive) && !db.Calls.Any(c => c.MemberId == p.MemberId && c.State < CallState.Ended))
            .OrderBy(p => p.MemberId).Take(most).Select(p => new PhoneOnDuty(p.MemberId, p.Number)).ToListAsync(ct);

    /// <summary>What was placed so far, as the limits count it. Counted while the business is held, so that a burst of them does not slip through.</summary>
    public async Task<CallsSoFar> SoFar(Guid memberId, string number, Instant now, CancellationToken ct)
    {
        var today = business.Zone.AtStartOfDay(business.Today).ToInstant();
        var hour = now - Duration.FromHours(1);
        var placed = db.Calls.Where(c => c.Direction == CallDirection.Outbound && !c.IsNoted);
        return new(
            await placed.CountAsync(c => c.At >= today, ct),
            await placed.CountAsync(c => c.MemberId == memberId && c.At >= hour, ct),
            await placed.CountAsync(c => c.Number == number && c.At >= today, ct));
    }

    /// <summary>Whoever looks after calls looks here from now on; for a business that is held.</summary>
    public Task Wake(CancellationToken ct) => db.Businesses.Where(b => b.Id == db.BusinessId && !b.HasLiveCalls).ExecuteUpdateAsync(set => set.SetProperty(b => b.HasLiveCalls, true), ct);

    /// <summary>Nobody needs to look here, unless a call is going on after all.</summary>
    public Task Rest(CancellationToken ct) => db.InTransaction(async () =>
    {
        await db.LockIdentity(ct);
        if (!await db.Calls.AnyAsync(c => c.State < CallState.Ended, ct)) await db.Businesses.Where(b => b.Id == db.BusinessId).ExecuteUpdateAsync(set => set.SetProperty(b => b.HasLiveCalls, false), ct);
    }, ct);
}

/// <summary>A phone that rings when somebody calls, as E.164.</summary>
public sealed record PhoneOnDuty(Guid MemberId, string Number);
