using System.Runtime.CompilerServices;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>What must be asked before the business is known, and so without its filter.</summary>
internal static class SignInQueries
{
    public static Task<User?> PersonOf(this AppDb db, Guid userId, CancellationToken ct) =>
        db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, ct);

    /// <summary>What a session needs of its person on every request, in one question: their name, their stamp, whether they have a second factor, and their active place in the business in use.</summary>
    public static Task<SessionPerson?> SessionOf(this AppDb db, Guid userId, Guid businessId, CancellationToken ct) => Sessions.GetValue(db.Model, _ => CompiledSession())(db, userId, businessId, ct);

    // Compiled once for each model: as every request asks it, taking it apart again would take longer than its answer.
    private static readonly ConditionalWeakTable<IModel, Func<AppDb, Guid, Guid, CancellationToken, Task<SessionPerson?>>> Sessions = [];

    private static Func<AppDb, Guid, Guid, CancellationToken, Task<SessionPerson?>> CompiledSession() => EF.CompileAsyncQuery((AppDb db, Guid userId, Guid businessId, CancellationToken _) => (
        from person in db.Users.AsNoTracking().Where(u => u.Id == userId)
        from member in db.TeamMembers.IgnoreQueryFilters().AsNoTracking().Where(m => m.UserId == userId && m.BusinessId == businessId && m.IsActive).DefaultIfEmpty()
        from business in db.Businesses.AsNoTracking().Where(b => b.Id == member!.BusinessId).DefaultIfEmpty()
        from role in db.OwnRoles.IgnoreQueryFilters().AsNoTracking().Where(r => r.BusinessId == member!.BusinessId && r.Key == member.Role).DefaultIfEmpty()
        select new SessionPerson(person.Name, person.SecurityStamp, person.TwoFactorEnabled || db.UserPasskeys.Any(p => p.UserId == person.Id), member, role, business,
            db.TeamMembers.IgnoreQueryFilters().Any(m => m.UserId == userId && m.BusinessId != businessId && m.IsActive))).SingleOrDefault());

    /// <summary>Whether a password alone is not enough for this person: they have codes from an app, or a business of theirs asks for a second factor.</summary>
    public static Task<bool> NeedsBoth(this AppDb db, Guid userId, CancellationToken ct) => db.Users.AnyAsync(
        u => u.Id == userId && (u.TwoFactorEnabled
            || db.TeamMembers.IgnoreQueryFilters().Any(m => m.UserId == userId && m.IsActive && db.Businesses.Any(b => b.Id == m.BusinessId && b.RequiresSecondFactor))), ct);

    /// <summary>The active people of the business in use who sign in by a password alone, by name.</summary>
    public static Task<List<string>> PeopleWithoutSecondFactor(this AppDb db, CancellationToken ct) => (
        from member in db.TeamMembers.Where(m => m.IsActive)
        join person in db.Users on member.UserId equals person.Id
        where !person.TwoFactorEnabled && !db.UserPasskeys.Any(p => p.UserId == person.Id)
        orderby member.Name, member.Id
        select member.Name).ToListAsync(ct);

    /// <summary>Whether a user has an active place in a business.</summary>
    public static Task<bool> HasPlace(this AppDb db, Guid userId, Guid businessId, CancellationToken ct) =>
        db.TeamMembers.IgnoreQueryFilters().AnyAsync(m => m.UserId == userId && m.BusinessId == businessId && m.IsActive, ct);

    /// <summary>All businesses in which a user has an active place, by name.</summary>
    public static Task<List<Place>> PlacesOf(this AppDb db, Guid userId, CancellationToken ct) => (
        from member in db.TeamMembers.IgnoreQueryFilters().AsNoTracking()
        join business in db.Businesses.AsNoTracking() on member.BusinessId equals business.Id
        where member.UserId == userId && member.IsActive
        orderby business.NameKey, business.Id
        select new Place(
            business.Id, business.Name, member.Role,
            db.OwnRoles.IgnoreQueryFilters().Where(r => r.BusinessId == business.Id && r.Key == member.Role).Select(r => r.Name).FirstOrDefault())).ToListAsync(ct);

    /// <summary>The people of the demo business, strongest role first.</summary>
    public static async Task<IReadOnlyList<DemoPerson>> DemoPeople(this AppDb db, CancellationToken ct)
    {
        var key = Business.KeyOf(Business.DemoName);
        var people = await (
            from member in db.TeamMembers.IgnoreQueryFilters().AsNoTracking()
            join business in db.Businesses.AsNoTracking() on member.BusinessId equals business.Id
            where business.NameKey == key && member.IsActive
            orderby member.Id
            select new DemoPerson(member.Id, member.UserId, business.Id, business.Name, member.Name, member.Role)).ToListAsync(ct);
        return [.. people.OrderBy(p => Role.BuiltIn.TakeWhile(r => r.Key != p.Role).Count())];
    }

    public static async Task<(ApiKey Key, OwnRole? Role, Business Business)?> KeyOf(this AppDb db, string hash, CancellationToken ct)
    {
        var found = await (
            from key in db.ApiKeys.IgnoreQueryFilters().AsNoTracking()
            join business in db.Businesses.AsNoTracking() on key.BusinessId equals business.Id
            where key.Hash == hash && key.RevokedAt == null
            from role in db.OwnRoles.IgnoreQueryFilters().AsNoTracking().Where(r => r.BusinessId == key.BusinessId && r.Key == key.Role).DefaultIfEmpty()
            select new { key, role, business }).SingleOrDefaultAsync(ct);
        return found is null ? null : (found.key, found.role, found.business);
    }
}

/// <summary>A person as their session finds them; <paramref name="Member"/> and <paramref name="Business"/> are null where they have no active place in the business in use, <paramref name="Role"/> where theirs is a built-in one.</summary>
public sealed record SessionPerson(string Name, string? Stamp, bool HasSecondFactor, TeamMember? Member, OwnRole? Role, Business? Business, bool HasOthers);

/// <summary>A business that a user may work in.</summary>
public sealed record Place(Guid BusinessId, string BusinessName, string Role, string? OwnRole)
{
    public string? RoleName => OwnRole ?? Domain.Access.Role.Find(Role)?.Name;
}

/// <summary>Somebody of the demo business, whom anybody may try to be in Development.</summary>
public sealed record DemoPerson(Guid MemberId, Guid UserId, Guid BusinessId, string BusinessName, string Name, string Role);
