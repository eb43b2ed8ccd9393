using GarageDoorOS.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Who stands for whom after merges, and what moves along.</summary>
internal static class MergedCustomers
{
    // Nobody merges so deep by hand; and what went round in a circle would end here.
    private const int Deepest = 20;

    /// <summary>The id of the customer who stands for this one: itself, unless it was merged.</summary>
    public static async Task<Guid> StandingFor(this AppDb db, Guid id, CancellationToken ct)
    {
        for (var step = 0; step < Deepest; step++)
        {
            if (await db.Customers.Where(c => c.Id == id).Select(c => c.MergedIntoId).SingleOrDefaultAsync(ct) is not { } winner) return id;
            id = winner;
        }
        return id;
    }

    public static async Task<Customer?> StandingFor(this AppDb db, Customer merged, CancellationToken ct)
    {
        var id = await db.StandingFor(merged.Id, ct);
        return await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
    }

    /// <summary>Everybody who became part of this customer, also by way of others: their story is its own.</summary>
    public static async Task<IReadOnlyList<Guid>> PartsOf(this AppDb db, Guid id, CancellationToken ct)
    {
        var (all, last) = (new List<Guid>(), new List<Guid> { id });
        for (var step = 0; step < Deepest && last.Count > 0; step++)
        {
            var of = last;
            last = await db.Customers.Where(c => c.MergedIntoId != null && of.Contains(c.MergedIntoId.Value)).Select(c => c.Id).ToListAsync(ct);
            all.AddRange(last);
        }
        return all;
    }

    /// <summary>The ids of all that hangs on a customer and moves with it.</summary>
    public static async Task<IReadOnlyList<Guid>> BelongingsOf(this AppDb db, Guid customerId, CancellationToken ct) =>
    [
        .. await db.Conversions.Where(c => c.CustomerId == customerId).OrderBy(c => c.LeadId).Select(c => c.LeadId).ToListAsync(ct),
        .. await db.Estimates.Where(e => e.CustomerId == customerId).OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(ct),
        .. await db.Jobs.Where(j => j.CustomerId == customerId).OrderBy(j => j.Id).Select(j => j.Id).ToListAsync(ct),
    ];

    /// <summary>Gives those of these that one customer still has to another; no record is changed by it, only whose it is.</summary>
    public static async Task Give(this AppDb db, IReadOnlyList<Guid> ids, Guid from, Guid to, CancellationToken ct)
    {
        await db.Conversions.Where(c => c.CustomerId == from && EF.Parameter(ids).Contains(c.LeadId)).ExecuteUpdateAsync(set => set.SetProperty(c => c.CustomerId, to), ct);
        await db.Leads.Where(l => l.CustomerId == from && EF.Parameter(ids).Contains(l.Id)).ExecuteUpdateAsync(set => set.SetProperty(l => l.CustomerId, to), ct);
        await db.Estimates.Where(e => e.CustomerId == from && EF.Parameter(ids).Contains(e.Id)).ExecuteUpdateAsync(set => set.SetProperty(e => e.CustomerId, to), ct);
        await db.Jobs.Where(j => j.CustomerId == from && EF.Parameter(ids).Contains(j.Id)).ExecuteUpdateAsync(set => set.SetProperty(j => j.CustomerId, to), ct);
    }
}
