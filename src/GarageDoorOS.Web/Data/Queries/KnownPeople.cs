using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Somebody else with the same number or address. <paramref name="Status"/> is that of a lead, null for a customer.</summary>
public sealed record KnownPerson(SubjectKind Kind, Guid Id, string Name, LeadStatus? Status, Instant CreatedAt, bool SamePhone, bool SameEmail);

internal static class KnownPeople
{
    private const int Most = 8;

    /// <summary>The other leads and customers, outside the trash, that share a number or address with <paramref name="somebody"/>; only those that the user may see.</summary>
    public static async Task<IReadOnlyList<KnownPerson>> KnownAs(this AppDb db, IReachable somebody, CurrentUser user, CancellationToken ct)
    {
        var keys = somebody.Keys;
        if (keys.Count == 0) return [];
        var leads = await db.Leads.Where(l => l.DeletedAt == null).VisibleTo(user)
            .Join(db.ContactKeys.Where(k => keys.Contains(k.Key) && k.OwnerId != somebody.Id), l => l.Id, k => k.OwnerId,
                (l, k) => new { l.Id, l.Name, l.Company, l.Status, l.CreatedAt, k.Key })
            .OrderByDescending(l => l.CreatedAt).ThenBy(l => l.Id).Take(Most * 2).ToListAsync(ct);
        var found = leads.GroupBy(l => l.Id).Select(l => new KnownPerson(
            SubjectKind.Lead, l.Key, l.First().Name.Length > 0 ? l.First().Name : l.First().Company, l.First().Status, l.First().CreatedAt,
            l.Any(m => ContactKey.IsPhone(m.Key)), l.Any(m => ContactKey.IsEmail(m.Key))));
        if (!user.May(Permission.CustomersView)) return [.. found.Take(Most)];
        var customers = from match in await db.CustomersLike(somebody, trashedSince: null, ct)
                        select new KnownPerson(
                            SubjectKind.Customer, match.Customer.Id, match.Customer.Title, null, match.Customer.CreatedAt, match.Keys.Any(ContactKey.IsPhone), match.Keys.Any(ContactKey.IsEmail));
        return [.. customers, .. found.Take(Most)];
    }
}
