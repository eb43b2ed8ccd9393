using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data;

internal static class NextTasks
{
    /// <summary>
    /// Writes beside each of these leads what is to be done for it next, nothing for one that is closed, and the cadence it is in. It is no change of the lead: its version stays.
    /// Call it inside the transaction of the tasks.
    /// </summary>
    public static async Task KeepNextTasks(this AppDb db, IReadOnlyList<Guid> leads, CancellationToken ct)
    {
        var (none, closed, qualified, pending) = (TaskDue.None, TaskDue.Closed, LeadStatus.Qualified, TaskState.Pending);
        await db.Leads.Where(l => EF.Parameter(leads).Contains(l.Id)).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.NextDueSort, l => l.Status > qualified ? closed : db.NurtureTasks.Where(t => t.LeadId == l.Id && t.State == pending).OrderBy(t => t.DueSort).ThenBy(t => t.Id).Select(t => (long?)t.DueSort).FirstOrDefault() ?? none)
            .SetProperty(l => l.NextKind, l => l.Status > qualified ? null : db.NurtureTasks.Where(t => t.LeadId == l.Id && t.State == pending).OrderBy(t => t.DueSort).ThenBy(t => t.Id).Select(t => (TaskKind?)t.Kind).FirstOrDefault())
            .SetProperty(l => l.NextTask, l => l.Status > qualified ? "" : db.NurtureTasks.Where(t => t.LeadId == l.Id && t.State == pending).OrderBy(t => t.DueSort).ThenBy(t => t.Id).Select(t => t.Title).FirstOrDefault() ?? "")
            .SetProperty(l => l.CadenceId, l => db.Enrolments.Where(e => e.LeadId == l.Id && e.State == EnrolmentState.Running).Select(e => (Guid?)e.CadenceId).FirstOrDefault()), ct);
        // Whoever holds one of them answers with what comes next; a closed one has nothing.
        foreach (var held in db.ChangeTracker.Entries<Lead>().Where(e => leads.Contains(e.Entity.Id) && e.Entity.Status.IsOpen()).ToList()) await held.ReloadAsync(ct);
    }
}
