using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Looks at leads that arrived or changed, or that somebody chose, whether they begin a cadence: a portion a commit, together with what waits no longer.</summary>
public sealed class BeginCadences(AppDb db, CurrentBusiness business, CadenceRuns runs, IClock clock)
{
    private const int Portion = 250, Sheaf = 5_000;

    /// <summary>True where there may be more.</summary>
    public async Task<bool> Handle(CancellationToken ct)
    {
        if (!business.IsNurturing) return false;
        if (await PutAside(ct)) return true;
        if (await Waiting.Select(w => w.LeadId).ToListAsync(ct) is not { Count: > 0 } ids) return false;
        await db.InTransaction(() => Begin(ids, ct), ct);
        db.ChangeTracker.Clear();
        return ids.Count == Portion;
    }

    /// <summary>Where no cadence begins by itself there is nothing to look at: a large list that came in is put aside at once. What waits is read first, so that a cadence made meanwhile misses none.</summary>
    private async Task<bool> PutAside(CancellationToken ct)
    {
        var ids = await db.WaitingStarts.Where(w => w.CadenceId == null).OrderBy(w => w.LeadId).Select(w => w.LeadId).Take(Sheaf).ToListAsync(ct);
        if (ids.Count == 0 || (await db.Cadences.Startable().ToListAsync(ct)).Exists(c => c.Starts.ByItself)) return false;
        await db.InTransaction(() => db.WaitingStarts.Where(w => w.CadenceId == null && EF.Parameter(ids).Contains(w.LeadId)).ExecuteDeleteAsync(ct), ct);
        return ids.Count == Sheaf;
    }

    private IQueryable<WaitingStart> Waiting => db.WaitingStarts.AsNoTracking().OrderBy(w => w.LeadId).Take(Portion);

    private async Task Begin(List<Guid> ids, CancellationToken ct)
    {
        var leads = await db.HeldLeads(ids).AsNoTracking().ToListAsync(ct);
        // Another node may have looked at them while this one waited for them.
        var waiting = await db.WaitingStarts.AsNoTracking().Where(w => EF.Parameter(ids).Contains(w.LeadId)).ToDictionaryAsync(w => w.LeadId, ct);
        var cadences = await db.Cadences.Where(c => c.DeletedAt == null && c.IsOn).OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).ToListAsync(ct);
        var before = (await db.Enrolments.Where(e => EF.Parameter(ids).Contains(e.LeadId)).ToListAsync(ct)).ToLookup(e => e.LeadId);
        var meant = await Meant(ct);
        var starting = new List<Starting>();
        foreach (var lead in leads.Where(l => waiting.ContainsKey(l.Id) && l.Status.IsOpen() && !l.IsDeleted))
        {
            var (start, had) = (waiting[lead.Id], before[lead.Id].ToList());
            var running = had.Find(e => e.IsRunning);
            var chosen = start.CadenceId is { } id ? cadences.Find(c => c.Id == id) : running is null ? cadences.Find(c => c.IsFor(lead, meant) && had.TrueForAll(e => e.CadenceId != c.Id)) : null;
            if (chosen is not null && running?.CadenceId != chosen.Id) starting.Add(new(lead, chosen, running, had.Count > 0, start.StartedBy?.AsActor() ?? Actor.System));
        }
        await Start(starting, ct);
        await db.WaitingStarts.Where(w => EF.Parameter(ids).Contains(w.LeadId)).ExecuteDeleteAsync(ct);
    }

    /// <summary><paramref name="Running"/>: the one that it leaves. <paramref name="WasInOne"/>: it may have had steps before.</summary>
    private sealed record Starting(Lead Lead, Cadence Cadence, Enrolment? Running, bool WasInOne, Actor By);

    private async Task Start(List<Starting> starting, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await runs.Leave(from one in starting where one.Running is not null select (one.Lead, one.Running, one.By), now, ct);
        var taken = await runs.Taken(starting.Where(one => one.WasInOne).ToDictionary(one => one.Lead.Id, one => one.Cadence.Id), now, ct);
        foreach (var one in starting) runs.Begin(one.Lead, one.Cadence, taken.GetValueOrDefault(one.Lead.Id), one.By, now);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Which source a source means now.</summary>
    private async Task<Func<Guid, Guid>> Meant(CancellationToken ct)
    {
        var merged = await db.Sources.Where(s => s.MergedIntoId != null).ToDictionaryAsync(s => s.Id, s => s.MergedIntoId!.Value, ct);
        return id => merged.GetValueOrDefault(id, id);
    }
}
