using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>Gives the open leads of a team member to another, or to the pool: a portion a transaction, so that nobody else waits long for theirs.</summary>
public sealed class HandOver(AppDb db, CurrentUser user, TellAssignee tell, IClock clock)
{
    private const int Portion = 200;

    /// <summary>The open leads that this person works, of which none is left behind.</summary>
    public IQueryable<Lead> OpenLeadsOf(Guid memberId) => db.Leads.Where(l =>
        l.AssigneeId == memberId && l.DeletedAt == null && (l.Status == LeadStatus.New || l.Status == LeadStatus.Contacted || l.Status == LeadStatus.Qualified));

    /// <summary>Moves up to a portion within the transaction that is on; true when there may be more. The leads are saved by whoever called.</summary>
    public async Task<bool> Move(Guid memberId, Named? to, CancellationToken ct)
    {
        var ids = await OpenLeadsOf(memberId).OrderBy(l => l.Id).Take(Portion).Select(l => l.Id).ToListAsync(ct);
        var now = clock.GetCurrentInstant();
        // Somebody may have taken one of them since it was read.
        var leads = (await db.HeldLeads(ids).ToListAsync(ct)).Where(l => l.AssigneeId == memberId && l.Status.IsOpen() && !l.IsDeleted).ToList();
        foreach (var lead in leads) db.Note(lead, user.Actor, ActivityKinds.Changed, now, lead.AssignTo(to, now));
        if (to is not null) await tell.Of(to.Id, leads, ct);
        return ids.Count == Portion;
    }

    /// <summary>What was theirs to do is now for whoever works the lead.</summary>
    public Task GiveTasksBack(Guid memberId, CancellationToken ct) => db.NurtureTasks.Where(t => t.AssigneeId == memberId && t.State == TaskState.Pending)
        .ExecuteUpdateAsync(set => set.SetProperty(t => t.AssigneeId, (Guid?)null).SetProperty(t => t.Version, t => t.Version + 1), ct);
}
