using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>Moves a lead through its cadence. The lead is held by whoever calls, who also saves.</summary>
public sealed class CadenceRuns(AppDb db, CurrentBusiness business)
{
    private StepClock Clock => new(business.Zone, business.WorkingHours);

    /// <summary>The cadence that a lead is in.</summary>
    public Task<Enrolment?> Of(Guid leadId, CancellationToken ct) => db.Enrolments.SingleOrDefaultAsync(e => e.LeadId == leadId && e.State == EnrolmentState.Running, ct);

    /// <summary>Begins a cadence with its first step. The one that the lead is in, if any, was ended before.</summary>
    public Enrolment Begin(Lead lead, Cadence cadence, StepsTaken taken, Actor by, Instant now)
    {
        var enrolment = Enrolment.Start(cadence, lead.Id, by, now);
        db.Add(enrolment);
        if (enrolment.GoOn(cadence, enrolment.After, Clock, taken, cause: null, now) is { } first) db.Add(first);
        db.Note(lead, by, ActivityKinds.CadenceStarted, now, [new("cadence", null, cadence.Name)]);
        return enrolment;
    }

    public Task Stop(Lead lead, Enrolment enrolment, EnrolmentEnd end, Guid? cause, Actor by, Instant now, CancellationToken ct) =>
        db.StopEnrolments([new(lead, enrolment, end, by, now) { Cause = cause }], ct);

    /// <summary>Takes leads out of the cadences that they are in, written at once: a lead is in one at a time, so it leaves one before it begins another.</summary>
    public async Task Leave(IEnumerable<(Lead Lead, Enrolment Enrolment, Actor By)> leaving, Instant now, CancellationToken ct)
    {
        await db.StopEnrolments([.. leaving.Select(l => new LeavingCadence(l.Lead, l.Enrolment, EnrolmentEnd.Replaced, l.By, now))], ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>A task of the lead was done or skipped: its cadence ends where that is what ends it, and goes on where it was its step.</summary>
    public async Task AfterClosing(Lead lead, NurtureTask task, Actor by, Instant now, CancellationToken ct)
    {
        if (await Of(lead.Id, ct) is not { } enrolment) return;
        var cadence = await db.Cadences.SingleAsync(c => c.Id == enrolment.CadenceId, ct);
        if (cadence.StopsOnReached && task.Outcome is TaskOutcome.Reached or TaskOutcome.NotInterested) await Stop(lead, enrolment, EnrolmentEnd.Reached, task.Id, by, now, ct);
        else if (enrolment.TaskId == task.Id) await GoOn(lead, enrolment, cadence, task, now, ct);
    }

    /// <summary>The closing of a task is taken back: so is what its cadence made of it. Where that has gone further, or the lead has begun another one, the task alone is to be done again.</summary>
    public async Task TakeBack(Lead lead, NurtureTask task, CancellationToken ct)
    {
        var enrolment = await db.Enrolments.Where(e => e.LeadId == lead.Id && e.CauseId == task.Id).OrderByDescending(e => e.StartedAt).ThenBy(e => e.Id).FirstOrDefaultAsync(ct);
        if (enrolment is null || !lead.Status.IsOpen() || (await Of(lead.Id, ct) is { } running && running.Id != enrolment.Id))
        {
            task.LeaveCadence();
            return;
        }
        var planned = enrolment.TaskId is { } id && id != task.Id ? await db.NurtureTasks.SingleAsync(t => t.Id == id, ct) : null;
        if (enrolment.State == EnrolmentState.Stopped)
        {
            planned?.Reopen();
            enrolment.Resume();
            return;
        }
        if (planned is not null) db.Remove(planned);
        enrolment.BackTo(task, await db.Cadences.SingleAsync(c => c.Id == enrolment.CadenceId, ct));
    }

    /// <summary>Brings a lead to what its cadence is now.</summary>
    public async Task Settle(Lead lead, Enrolment enrolment, Cadence cadence, Instant now, CancellationToken ct)
    {
        if (cadence.IsDeleted || enrolment.StartedAt <= cadence.EmptiedAt)
        {
            await Stop(lead, enrolment, cadence.IsDeleted ? EnrolmentEnd.CadenceDeleted : EnrolmentEnd.ByHand, cause: null, Actor.System, now, ct);
            return;
        }
        var open = await db.NurtureTasks.SingleOrDefaultAsync(t => t.Id == enrolment.TaskId && t.State == TaskState.Pending, ct);
        if (open is null)
        {
            enrolment.FollowVersion(cadence);
            return;
        }
        var instead = enrolment.Replan(cadence, open, Clock, await Taken(lead.Id, cadence.Id, now, ct), now);
        if (instead is not null) db.Add(instead);
        else if (enrolment.IsRunning) return;
        else Finish(lead, cadence, now);
        open.Cancel(Actor.System, now);
    }

    /// <summary>How many steps the lead has had.</summary>
    public async Task<StepsTaken> Taken(Guid leadId, Guid cadenceId, Instant now, CancellationToken ct) =>
        (await Taken(new Dictionary<Guid, Guid> { [leadId] = cadenceId }, now, ct)).GetValueOrDefault(leadId);

    /// <summary>The same of several leads, each with a cadence; who has had none is not among them.</summary>
    public async Task<IReadOnlyDictionary<Guid, StepsTaken>> Taken(IReadOnlyDictionary<Guid, Guid> cadences, Instant now, CancellationToken ct)
    {
        if (cadences.Count == 0) return new Dictionary<Guid, StepsTaken>();
        var (zone, today, leads) = (business.Zone, now.InZone(business.Zone).Date, cadences.Keys.ToList());
        var (from, to) = (zone.AtStartOfDay(today).ToInstant(), zone.AtStartOfDay(today.PlusDays(1)).ToInstant());
        var done = await db.NurtureTasks.Where(t => EF.Parameter(leads).Contains(t.LeadId) && t.State == TaskState.Done && t.EnrolmentId != null)
            .Select(t => new { t.LeadId, t.ClosedAt, CadenceId = db.Enrolments.Where(e => e.Id == t.EnrolmentId).Select(e => (Guid?)e.CadenceId).FirstOrDefault() }).ToListAsync(ct);
        return done.GroupBy(t => t.LeadId).ToDictionary(of => of.Key, of => new StepsTaken(of.Count(t => t.ClosedAt >= from && t.ClosedAt < to), of.Count(t => t.CadenceId == cadences[of.Key])));
    }

    private async Task GoOn(Lead lead, Enrolment enrolment, Cadence cadence, NurtureTask task, Instant now, CancellationToken ct)
    {
        var before = await Taken(lead.Id, cadence.Id, now, ct);
        var had = task.State == TaskState.Done ? 1 : 0; // not saved yet
        var next = enrolment.GoOn(cadence, new(task.Title, now), Clock, new(before.Today + had, before.InCadence + had), task.Id, now);
        if (next is not null) db.Add(next);
        else Finish(lead, cadence, now);
        if (task.IsClosing && task.State == TaskState.Done) enrolment.ClosedLead();
    }

    private void Finish(Lead lead, Cadence cadence, Instant now) => db.Note(lead, Actor.System, ActivityKinds.CadenceFinished, now, [new("cadence", null, cadence.Name)]);
}
