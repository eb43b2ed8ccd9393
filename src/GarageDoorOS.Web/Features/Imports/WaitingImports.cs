using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>The lists of this business that wait for a worker, or that theirs has left.</summary>
public sealed class WaitingImports(AppDb db, IClock clock)
{
    public async Task<bool> Any(CancellationToken ct) => await At(clock.GetCurrentInstant()).AnyAsync(ct) || await Undoing.AnyAsync(ct);

    /// <summary>Those that are to be taken back.</summary>
    public IQueryable<Import> Undoing => db.Imports.Where(import => import.State == ImportState.Undoing);

    public Task<Guid?> First(CancellationToken ct) =>
        At(clock.GetCurrentInstant()).OrderBy(import => import.CreatedAt).ThenBy(import => import.Id).Select(import => (Guid?)import.Id).FirstOrDefaultAsync(ct);

    public IQueryable<Import> At(Instant now) => db.Imports.Where(import =>
        (import.State == ImportState.Queued || import.State == ImportState.Running) && (import.LockedUntil == null || import.LockedUntil <= now));
}
