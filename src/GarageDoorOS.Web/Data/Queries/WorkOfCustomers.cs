using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>For whom work is: the name as a user may see it, and whether they were deleted.</summary>
public sealed record WorkCustomer(Guid Id, string Name, bool IsDeleted);

internal static class WorkOfCustomers
{
    /// <summary>The work of one customer that is not in the trash, newest first; none for who may not see such work.</summary>
    public static async Task<IReadOnlyList<TWork>> WorkOf<TWork>(this AppDb db, CurrentUser user, Guid customerId, CancellationToken ct) where TWork : WorkRecord, IWork<TWork> =>
        user.May(TWork.Described.View)
            ? await db.Set<TWork>().AsNoTracking().Where(w => w.CustomerId == customerId && w.DeletedAt == null).OrderByDescending(w => w.CreatedAt).ThenByDescending(w => w.Id).ToListAsync(ct)
            : [];

    /// <summary>These customers by id, also those in the trash; nobody for who may not see customers.</summary>
    public static async Task<IReadOnlyDictionary<Guid, WorkCustomer>> CustomersOf(this AppDb db, CurrentUser user, IEnumerable<WorkRecord> work, CancellationToken ct)
    {
        if (!user.May(Permission.CustomersView)) return new Dictionary<Guid, WorkCustomer>();
        var ids = work.Select(w => w.CustomerId).Distinct().ToList();
        var found = await db.Customers.Where(c => EF.Parameter(ids).Contains(c.Id)).Select(c => new { c.Id, c.Name, c.Company, c.DeletedAt }).ToListAsync(ct);
        return found.ToDictionary(c => c.Id, c => new WorkCustomer(c.Id, c.Name.Length > 0 ? c.Name : c.Company, c.DeletedAt is not null));
    }

    /// <summary>The customer for whom new work may be written down, or who stands for them after a merge; null where there is none that the user may see.
    /// Behind the lock it stays so until the end of the transaction.</summary>
    public static async Task<Customer?> CustomerForWork(this AppDb db, CurrentUser user, Guid? id, CancellationToken ct)
    {
        if (id is not { } known || !user.May(Permission.CustomersView)) return null;
        var standing = await db.StandingFor(known, ct);
        return await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == standing && c.DeletedAt == null, ct);
    }
}
