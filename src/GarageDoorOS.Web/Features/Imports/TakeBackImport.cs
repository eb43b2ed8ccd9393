using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>
/// Moves what an undone list has made to the trash, some at a time: what it has done is out of its sight, so after a kill another run goes on with the rest.
/// What somebody works on at this moment is held first and looked at then.
/// </summary>
public sealed class TakeBackImport(AppDb db, IClock clock)
{
    // Each record of a portion is saved by a statement of its own, which on SQLite takes most of a millisecond: 200 kept other saves waiting for 0.3 s.
    private const int Portion = 100;

    // Longer than a commit takes on a slow disk. Two workers do no harm: each removes what the other has not.
    private static readonly Duration Lease = Duration.FromSeconds(15);

    /// <summary>False when no list of this business is to be taken back, or another worker has it.</summary>
    public async Task<bool> Handle(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var waiting = db.Imports.Where(one => one.State == ImportState.Undoing && (one.LockedUntil == null || one.LockedUntil <= now));
        if (await waiting.AsNoTracking().OrderBy(one => one.Id).FirstOrDefaultAsync(ct) is not { } import) return false;
        var mine = await db.InTransaction(() => waiting.Where(one => one.Id == import.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.LockedUntil, now + Lease), ct), ct);
        if (mine == 0) return false;
        for (var line = 0; await Remove(import, line, ct) is { } last; line = last) db.ChangeTracker.Clear();
        await End(import, ct);
        return true;
    }

    /// <summary>Takes the next ones behind this line of the list, in whose order an index holds them; gives back the last one's line, null when there are none.</summary>
    private Task<int?> Remove(Import import, int line, CancellationToken ct) => Saved<int?>(async () =>
    {
        ct.ThrowIfCancellationRequested();
        var (now, by) = (clock.GetCurrentInstant(), import.UndoneBy!.AsActor());
        var (last, removed) = import.Kind == ImportKind.Leads ? await Leads(import, line, by, now) : await Customers(import, line, by, now);
        if (last is null) return null;
        await db.Imports.Where(one => one.Id == import.Id).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.Removed, one => one.Removed + removed).SetProperty(one => one.LockedUntil, now + Lease), CancellationToken.None);
        return last;
    });

    private Task<TResult> Saved<TResult>(Func<Task<TResult>> work) => db.InTransaction(async () =>
    {
        var result = await work();
        await db.SaveChangesAsync();
        return result;
    });

    private async Task<(int? Last, int Removed)> Leads(Import import, int line, Actor by, Instant now)
    {
        var next = await db.LeadsOf(import).Where(one => one.ImportLine > line).OrderBy(one => one.ImportLine).Select(one => new { one.Id, one.ImportLine }).Take(Portion).ToListAsync();
        var ids = next.ConvertAll(one => one.Id);
        await db.HeldLeads(ids).Select(one => one.Id).ToListAsync();
        var untouched = await db.LeadsOf(import).Where(one => EF.Parameter(ids).Contains(one.Id)).Untouched(db, import).ToListAsync();
        foreach (var lead in untouched)
        {
            lead.Discard(now);
            db.Note(lead, by, ActivityKinds.Deleted, now);
        }

        return (next.LastOrDefault()?.ImportLine, untouched.Count);
    }

    // Whatever makes work for a customer holds the customer or the identity of the business.
    private async Task<(int? Last, int Removed)> Customers(Import import, int line, Actor by, Instant now)
    {
        await db.LockIdentity();
        var next = await db.CustomersOf(import).Where(one => one.ImportLine > line).OrderBy(one => one.ImportLine).Select(one => new { one.Id, one.ImportLine }).Take(Portion).ToListAsync();
        var ids = next.ConvertAll(one => one.Id);
        foreach (var id in ids.Order()) await db.Held<Customer>(id).Select(one => one.Id).ToListAsync();
        var untouched = await db.CustomersOf(import).Where(one => EF.Parameter(ids).Contains(one.Id)).Untouched(db, import).ToListAsync();
        foreach (var customer in untouched)
        {
            customer.Discard(now);
            db.Note(customer, by, ActivityKinds.Deleted, now);
        }

        return (next.LastOrDefault()?.ImportLine, untouched.Count);
    }

    /// <summary>Sources that only this list had brought are not offered any more; should a lead come back from the trash, it has its source.</summary>
    private async Task End(Import import, CancellationToken ct)
    {
        var (leads, now) = (db.Leads.Where(lead => lead.SourceId != null), clock.GetCurrentInstant());
        var brought = await leads.Where(lead => lead.ImportId == import.Id).Select(lead => lead.SourceId!.Value).Distinct().ToListAsync(ct);
        brought = await db.Sources.Current().Where(source => brought.Contains(source.Id) && source.CreatedAt >= import.CreatedAt && source.CreatedAt <= import.FinishedAt).Select(source => source.Id).ToListAsync(ct);
        var used = await leads.Where(lead => lead.DeletedAt == null && brought.Contains(lead.SourceId!.Value)).Select(lead => lead.SourceId!.Value).Distinct().ToListAsync(ct);
        var unused = brought.Except(used).ToList();
        await Saved(async () =>
        {
            await db.LockIdentity(ct);
            foreach (var source in await db.Sources.Where(source => unused.Contains(source.Id)).ToListAsync(ct)) source.Retire(now);
            var undone = await db.Imports.SingleAsync(one => one.Id == import.Id, ct);
            undone.WasTakenBack();
            return undone;
        });
    }
}
