using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Throws away the lists that nobody started, and the files of those that are long over; what came of them stays.</summary>
public sealed class ExpireImports(AppDb db, IClock clock)
{
    public static readonly Duration DraftsStay = Duration.FromDays(7), FilesStay = Duration.FromDays(30);

    public async Task Handle(CancellationToken ct)
    {
        var (drafted, finished) = (clock.GetCurrentInstant() - DraftsStay, clock.GetCurrentInstant() - FilesStay);
        var drafts = await db.Imports.Where(import => import.State == ImportState.Draft && import.CreatedAt < drafted).Select(import => import.Id).ToListAsync(ct);
        foreach (var id in drafts)
            await db.InTransaction(() => Drop(id, ct), ct);

        var over = await db.Imports.Where(import => import.FinishedAt < finished && db.ImportChunks.Any(chunk => chunk.ImportId == import.Id))
            .Select(import => import.Id).ToListAsync(ct);
        foreach (var id in over)
            await db.InTransaction(() => DropFile(id, ct), ct);
    }

    // Whoever starts it at this moment keeps it.
    private async Task Drop(Guid id, CancellationToken ct)
    {
        if (await db.Imports.Where(import => import.Id == id && import.State == ImportState.Draft).ExecuteDeleteAsync(ct) == 1)
            await DropFile(id, ct);
    }

    private Task<int> DropFile(Guid id, CancellationToken ct) => db.ImportChunks.Where(chunk => chunk.ImportId == id).ExecuteDeleteAsync(ct);
}
