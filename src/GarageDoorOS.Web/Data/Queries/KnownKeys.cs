using GarageDoorOS.Domain.Activities;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

internal static class KnownKeysQuery
{
    /// <summary>Those of the keys that a customer has, or a lead that is not in the trash.</summary>
    public static Task<List<string>> KnownKeys(this AppDb db, string[] keys, CancellationToken ct) => db.ContactKeys
        .Where(key => EF.Parameter(keys).Contains(key.Key))
        .Where(key => key.OwnerKind == SubjectKind.Customer || db.Leads.Any(lead => lead.Id == key.OwnerId && lead.DeletedAt == null))
        .Select(key => key.Key).Distinct().ToListAsync(ct);

    /// <summary>Those of the keys that a customer has, also one that was merged or is in the trash.</summary>
    public static Task<List<string>> KnownCustomerKeys(this AppDb db, string[] keys, CancellationToken ct) => db.ContactKeys
        .Where(key => EF.Parameter(keys).Contains(key.Key) && key.OwnerKind == SubjectKind.Customer).Select(key => key.Key).Distinct().ToListAsync(ct);
}
