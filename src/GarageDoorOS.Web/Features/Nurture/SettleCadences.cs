using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Brings the leads that are in a changed or deleted cadence to what it is now, a portion a commit; what is left to do is what they still say, so after a kill whoever comes next goes on.</summary>
public sealed class SettleCadences(AppDb db, CadenceRuns runs, IClock clock)
{
    private const int Portion = 100;

    // Longer than a request takes: what read the cadence before its change has been written by then.
    private static readonly Duration Grace = Duration.FromMinutes(1);

    public async Task Handle(CancellationToken ct)
    {
        foreach (var id in await db.Cadences.Where(c => c.UnsettledSince != null).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(ct))
        {
            var cadence = await db.Cadences.AsNoTracking().SingleAsync(c => c.Id == id, ct);
            while (await Astray(cadence).OrderBy(e => e.Id).Take(Portion).Select(e => e.LeadId).ToListAsync(ct) is { Count: > 0 } leads)
            {
                await db.InTransaction(() => Bring(id, leads, ct), ct);
                db.ChangeTracker.Clear();
            }
            if (cadence.UnsettledSince is { } since && clock.GetCurrentInstant() - since > Grace)
                await db.InTransaction(() => db.Cadences.Where(c => c.Id == id && c.UnsettledSince == since).ExecuteUpdateAsync(set => set.SetProperty(c => c.UnsettledSince, (Instant?)null), ct), ct);
        }
    }

    private IQueryable<Enrolment> Astray(Cadence cadence)
    {
        var (id, version, running) = (cadence.Id, cadence.Version, EnrolmentState.Running);
        return db.Enrolments.Where(e => e.CadenceId == id && e.State == running && e.CadenceVersion < version);
    }

    private async Task Bring(Guid cadenceId, List<Guid> ids, CancellationToken ct)
    {
        var leads = (await db.HeldLeads(ids).AsNoTracking().ToListAsync(ct)).ToDictionary(l => l.Id);
        var cadence = await db.Cadences.SingleAsync(c => c.Id == cadenceId, ct);
        var now = clock.GetCurrentInstant();
        foreach (var enrolment in await Astray(cadence).Where(e => EF.Parameter(ids).Contains(e.LeadId)).OrderBy(e => e.Id).ToListAsync(ct))
            await runs.Settle(leads[enrolment.LeadId], enrolment, cadence, now, ct);
        await db.SaveChangesAsync(ct);
    }
}
