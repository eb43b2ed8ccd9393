using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>What happened with a lead: its task is done by it, its cadence goes on or ends, and who was new is contacted. The lead is held by whoever calls, who also saves.</summary>
public sealed class TaskClosings(AppDb db, CadenceRuns cadences, CurrentUser user)
{
    /// <summary>The task that it was done for.</summary>
    public async Task<Result<NurtureTask>> Close(Lead lead, NurtureTask task, TaskOutcome outcome, string note, Instant now, CancellationToken ct)
    {
        var contacts = Contacts(lead, outcome);
        var done = task.Complete(outcome, note, contacts, user.Actor, now);
        if (!done.IsOk) return done.Problem;
        if (contacts) Contact(lead, now);
        await cadences.AfterClosing(lead, task, user.Actor, now, ct);
        return task;
    }

    /// <summary>Without a task.</summary>
    public void Contact(Lead lead, TaskOutcome outcome, Instant now)
    {
        if (Contacts(lead, outcome)) Contact(lead, now);
    }

    private static bool Contacts(Lead lead, TaskOutcome outcome) => lead.Status == LeadStatus.New && outcome.Contacts();

    private void Contact(Lead lead, Instant now) => db.Note(lead, user.Actor, ActivityKinds.Changed, now, lead.MoveTo(LeadStatus.Contacted, null, now).Value);
}
