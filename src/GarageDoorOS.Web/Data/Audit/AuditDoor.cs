using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Audit;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Audit;

/// <summary>Writes down who came in and who was kept out, from outside of the business that it happened to: each in a unit of work of its own.</summary>
public sealed class AuditDoor(IServiceScopeFactory scopes, RefusedTries tries, IClock clock)
{
    /// <summary>A person begins to work in a business.</summary>
    public async Task SignedIn(Guid userId, Guid businessId, string? address, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        if (await db.Businesses.AsNoTracking().SingleOrDefaultAsync(b => b.Id == businessId, ct) is not { } business) return;
        await db.Enter(business, ct);
        await db.InTransaction(async () =>
        {
            var now = clock.GetCurrentInstant();
            await db.TeamMembers.Where(m => m.UserId == userId).ExecuteUpdateAsync(set => set.SetProperty(m => m.LastSignInAt, now), ct);
            if (await db.TeamMembers.AsNoTracking().SingleOrDefaultAsync(m => m.UserId == userId, ct) is not { } member) return;
            db.Add(AuditEntry.Of(businessId, new(ActorKind.TeamMember, member.Id, member.Name), AuditActions.SignedIn, new(AuditSubject.TeamMember, member.Id, member.Name), address, now));
            await db.SaveChangesAsync(ct);
        }, ct);
    }

    /// <summary>What opens the door to a person was changed, such as their password: it concerns every business in which they work.</summary>
    public async Task GuardChanged(Guid userId, FieldChange change, string? address)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var (business, actor) in await PlacesOf(scope.ServiceProvider.GetRequiredService<AppDb>(), userId, CancellationToken.None))
            await Write(business, AuditEntry.Of(business.Id, actor, ActivityKinds.Changed, new(AuditSubject.TeamMember, actor.Id, actor.Name), address, clock.GetCurrentInstant(), change), CancellationToken.None);
    }

    /// <summary>Writes what was refused since the last time: a row for each person, kind and minute, however often they tried.</summary>
    public async Task WriteRefused(CancellationToken ct)
    {
        foreach (var seen in tries.Take())
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            foreach (var (business, actor) in await Places(db, seen, ct))
                await Write(business, AuditEntry.Of(business.Id, actor, seen.Action, new(AuditSubject.Page, null, seen.Where), seen.Address, seen.At, times: seen.Times), ct);
        }
    }

    private async Task Write(Business business, AuditEntry entry, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await db.Enter(business, ct);
        db.Add(entry);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>A wrong password concerns every business in which its owner works; other refusals the one that they happened in.</summary>
    private static async Task<IReadOnlyList<(Business, Actor)>> Places(AppDb db, RefusedTries.Seen seen, CancellationToken ct)
    {
        if (seen.BusinessId is { } id)
            return await db.Businesses.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct) is { } business ? [(business, seen.Actor!)] : [];
        return await PlacesOf(db, seen.UserId!.Value, ct);
    }

    private static async Task<IReadOnlyList<(Business, Actor)>> PlacesOf(AppDb db, Guid userId, CancellationToken ct)
    {
        var places = await db.TeamMembers.IgnoreQueryFilters().AsNoTracking().Where(m => m.UserId == userId && m.IsActive)
            .Join(db.Businesses.AsNoTracking(), m => m.BusinessId, b => b.Id, (member, business) => new { member, business }).ToListAsync(ct);
        return [.. places.Select(p => (p.business, new Actor(ActorKind.TeamMember, p.member.Id, p.member.Name)))];
    }
}
