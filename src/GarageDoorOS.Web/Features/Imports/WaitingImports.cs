using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>The lists of this business that wait for a worker, or that theirs has left.</summary>
public sealed class WaitingImports(AppDb db, IClock clock)
{
    public Task<bool> Any(CancellationToken ct) => At(clock.GetCurrentInstant()).AnyAsync(ct);

    public Task<Guid?> First(CancellationToken ct) =>
        At(clock.GetCurrentInstant()).OrderBy(import => import.CreatedAt).ThenBy(import => import.Id).Select(import => (Guid?)import.Id).FirstOrDefaultAsync(ct);

    public IQueryable<Import> At(Instant now) => db.Imports.Where(import =>
        (import.State == ImportState.Queued || import.State == ImportState.Running) && (import.LockedUntil == null || import.LockedUntil <= now));
}
