using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Closes leads of which nothing was heard, where their cadence says so and the day has come.</summary>
public sealed class CloseQuietLeads(AppDb db, CurrentBusiness business, CadenceRuns runs, IClock clock)
{
    private const int Portion = 100;

    /// <summary>True where there may be more.</summary>
    public async Task<bool> Handle(CancellationToken ct)
    {
        var local = clock.GetCurrentInstant().InZone(business.Zone).LocalDateTime;
        var due = new TaskDue(local.Date, local.TimeOfDay).Sort;
        var ids = await db.NurtureTasks.Where(t => t.State == TaskState.Pending && t.IsAutomatic && t.StepId == CadenceStep.ClosingId && t.DueSort <= due).OrderBy(t => t.DueSort).ThenBy(t => t.Id).Take(Portion).Select(t => t.Id).ToListAsync(ct);
        foreach (var id in ids)
        {
            await db.InTransaction(() => Close(id, ct), ct);
            db.ChangeTracker.Clear();
        }
        return ids.Count == Portion;
    }

    private async Task Close(Guid taskId, CancellationToken ct)
    {
        if (await db.NurtureTasks.Where(t => t.Id == taskId).Select(t => (Guid?)t.LeadId).SingleOrDefaultAsync(ct) is not { } leadId) return;
        var lead = await db.Held<Lead>(leadId).SingleAsync(ct);
        if (await db.Held<NurtureTask>(taskId).SingleOrDefaultAsync(ct) is not { IsPending: true } task) return;
        if (await runs.Of(leadId, ct) is { } enrolment && enrolment.TaskId == taskId) await Close(lead, task, enrolment, ct);
        else task.LeaveCadence(); // else it would be looked at for ever
        await db.SaveChangesAsync(ct);
    }

    private async Task Close(Lead lead, NurtureTask task, Enrolment enrolment, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var reason = await db.LostReasonCalled(await db.Cadences.Where(c => c.Id == enrolment.CadenceId).Select(c => c.ClosesAs).SingleAsync(ct), ct);
        task.Complete(TaskOutcome.NoAnswer, "", makesContacted: false, Actor.System, now);
        await runs.AfterClosing(lead, task, Actor.System, now, ct);
        db.Note(lead, Actor.System, ActivityKinds.Changed, now, lead.MoveTo(LeadStatus.Lost, reason, now).Value);
    }
}
