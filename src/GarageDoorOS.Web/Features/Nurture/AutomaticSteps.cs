using System.Linq.Expressions;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Takes steps that happen by themselves when they are due: each in a transaction of its own, with its lead and its task held, by whichever node comes first.</summary>
public sealed class AutomaticSteps(AppDb db, CurrentBusiness business, CadenceRuns runs, IClock clock)
{
    private const int Portion = 100;

    /// <summary>Does what a step does; saved by whoever calls it.</summary>
    public delegate Task Happen(Lead lead, NurtureTask task, Enrolment enrolment, Instant now);

    /// <summary>Lets some of <paramref name="which"/> happen; true where there may be more.</summary>
    public async Task<bool> Take(Expression<Func<NurtureTask, bool>> which, Happen happen, CancellationToken ct)
    {
        var local = clock.GetCurrentInstant().InZone(business.Zone).LocalDateTime;
        var due = new TaskDue(local.Date, local.TimeOfDay).Sort;
        var ids = await db.NurtureTasks.Where(t => t.State == TaskState.Pending && t.IsAutomatic && t.DueSort <= due).Where(which).OrderBy(t => t.DueSort).ThenBy(t => t.Id).Take(Portion).Select(t => t.Id).ToListAsync(ct);
        foreach (var id in ids)
        {
            await db.InTransaction(() => Take(id, happen, ct), ct);
            db.ChangeTracker.Clear();
        }
        return ids.Count == Portion;
    }

    private async Task Take(Guid taskId, Happen happen, CancellationToken ct)
    {
        if (await db.NurtureTasks.Where(t => t.Id == taskId).Select(t => (Guid?)t.LeadId).SingleOrDefaultAsync(ct) is not { } leadId) return;
        var lead = await db.Held<Lead>(leadId).SingleAsync(ct);
        if (await db.Held<NurtureTask>(taskId).SingleOrDefaultAsync(ct) is not { IsPending: true, IsAutomatic: true } task) return;
        if (await runs.Of(leadId, ct) is { } enrolment && enrolment.TaskId == taskId) await happen(lead, task, enrolment, clock.GetCurrentInstant());
        else task.LeaveCadence(); // else it would be looked at for ever
        await db.SaveChangesAsync(ct);
    }
}
