using System.Data.Common;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Audit;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Bulk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using NodaTime;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>
/// Takes the lines of a waiting list in, 250 a commit together with how far it is: after a kill another run goes on behind the last commit,
/// and each line comes in exactly once.
/// </summary>
public sealed partial class RunImport(AppDb db, CurrentBusiness business, WaitingImports waiting, LeadBulkWriter writer, IClock clock, ILogger<RunImport> log)
{
    // Twice as many kept another save waiting for a quarter of a second now and then.
    private const int Portion = 250;

    // Longer than a commit takes on a slow disk, shorter than anybody waits for the next run after a kill.
    private static readonly Duration Lease = Duration.FromSeconds(15);

    // Until when this worker has the list: no other one can have the same moment, so it is also the mark of the lease.
    private Instant until;

    /// <summary>The next list of this business; false when there is none.</summary>
    public async Task<bool> Handle(CancellationToken ct) => await waiting.First(ct) is { } id && await Handle(id, ct);

    /// <summary>False when the list is not there to be taken: done, or in the hands of another worker.</summary>
    public async Task<bool> Handle(Guid id, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        until = now + Lease;
        var claimed = await db.InTransaction(() => waiting.At(now).Where(import => import.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(import => import.State, ImportState.Running).SetProperty(import => import.LockedUntil, until), ct), ct);
        if (claimed == 0)
            return false;
        var import = await db.Imports.AsNoTracking().SingleAsync(one => one.Id == id, ct);
        try
        {
            await Take(import, ct);
        }
        catch (TakenElsewhere)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            await db.InTransaction(() => Own(id).ExecuteUpdateAsync(set => set.SetProperty(one => one.LockedUntil, (Instant?)null)), CancellationToken.None);
            throw;
        }
        catch (Exception exception) when (exception is not DbException && exception.InnerException is not DbException)
        {
            LogBroken(exception, id);
            await End(id, ImportState.Failed, set => set.SetProperty(one => one.Error, "Something broke on our side. The rows so far are in; nothing is in twice."));
        }

        return true;
    }

    private async Task Take(Import import, CancellationToken ct)
    {
        var file = ImportFile.Read(await db.FileOf(import.Id, ct));
        var mapping = new ImportMapping(import.Columns(file), business.PhoneCountry);
        ImportRows rows = import.Kind == ImportKind.Customers ? new CustomerRows(db, import, mapping, business.Zone) : new LeadRows(db, import, mapping, business.Zone);
        await rows.Begin(ct);
        var done = import.LinesDone;
        foreach (var lines in file.Lines().Skip(done).Chunk(Portion))
        {
            ct.ThrowIfCancellationRequested();
            // Who may be a customer already is looked up behind the lock, in the commit itself; all else is made before it, so that nobody waits.
            if (import.Kind == ImportKind.Customers) await db.InTransaction(() => Commit(lines), ct);
            else await Commit(lines);
            db.ChangeTracker.Clear();
            done += lines.Length;
        }

        await End(import.Id, ImportState.Done, set => set.SetProperty(one => one.Rows, done));

        async Task Commit(ImportLine[] lines)
        {
            var made = await rows.Make(lines, clock.GetCurrentInstant(), ct);
            await writer.Write(made.Batch, () => Advance(import.Id, done, made), CancellationToken.None);
        }
    }

    /// <summary>In the commit of the records themselves. Of two workers the second one finds the lines done, and stops.</summary>
    private async Task Advance(Guid id, int done, ImportRows.Made made)
    {
        var next = clock.GetCurrentInstant() + Lease;
        var own = await Own(id).Where(import => import.LinesDone == done).ExecuteUpdateAsync(set => set
            .SetProperty(import => import.LinesDone, done + made.Lines)
            .SetProperty(import => import.Created, import => import.Created + made.Created)
            .SetProperty(import => import.Updated, import => import.Updated + made.Updated)
            .SetProperty(import => import.Skipped, import => import.Skipped + made.Skipped)
            .SetProperty(import => import.Failed, import => import.Failed + made.Failed)
            .SetProperty(import => import.LockedUntil, next));
        if (own == 0)
            throw new TakenElsewhere();
        until = next;
        await Keep([.. made.Errors, .. made.OptOuts]);
    }

    /// <summary>Over, one way or the other; how it ended stands in the audit log from the same moment on.</summary>
    private Task End(Guid id, ImportState how, Action<UpdateSettersBuilder<Import>> change) => db.InTransaction(async () =>
    {
        var now = clock.GetCurrentInstant();
        var own = await Own(id).ExecuteUpdateAsync(set =>
        {
            set.SetProperty(one => one.State, how).SetProperty(one => one.FinishedAt, now).SetProperty(one => one.LockedUntil, (Instant?)null);
            change(set);
        });
        if (own == 0) return;
        db.ChangeTracker.Clear(); // where it broke, what its last lines had begun is not to be saved with how it ended
        var over = await db.Imports.AsNoTracking().SingleAsync(one => one.Id == id);
        var rows = $"{over.Created} added, {over.Updated} filled in, {over.Skipped} skipped, {over.Failed} refused{(how == ImportState.Failed ? ", then it broke" : "")}";
        await Keep([AuditEntry.Of(db.BusinessId, over.StartedBy.AsActor(), ActivityKinds.Imported, new(AuditSubject.Import, id, over.FileName), null, now, new("rows", null, rows))]);
    });

    private Task Keep(IEnumerable<object> made)
    {
        db.AddRange(made);
        return db.SaveChangesAsync();
    }

    /// <summary>The list while this worker has it: what comes too late changes nothing under the next one.</summary>
    private IQueryable<Import> Own(Guid id) => db.Imports.Where(import => import.Id == id && import.State == ImportState.Running && import.LockedUntil == until);

    private sealed class TakenElsewhere() : Exception("Another worker has this list.");

    [LoggerMessage(LogLevel.Error, "Import {Id} broke.")]
    private partial void LogBroken(Exception exception, Guid id);
}
