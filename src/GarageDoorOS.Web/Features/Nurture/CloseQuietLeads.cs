using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Closes leads of which nothing was heard, where their cadence says so and the day has come.</summary>
public sealed class CloseQuietLeads(AppDb db, AutomaticSteps steps, CadenceRuns runs)
{
    /// <summary>True where there may be more.</summary>
    public Task<bool> Handle(CancellationToken ct) => steps.Take(t => t.StepId == CadenceStep.ClosingId, async (lead, task, enrolment, now) =>
    {
        var reason = await db.LostReasonCalled(await db.Cadences.Where(c => c.Id == enrolment.CadenceId).Select(c => c.ClosesAs).SingleAsync(ct), ct);
        task.Complete(TaskOutcome.NoAnswer, "", makesContacted: false, Actor.System, now);
        await runs.AfterClosing(lead, task, Actor.System, now, ct);
        db.Note(lead, Actor.System, ActivityKinds.Changed, now, lead.MoveTo(LeadStatus.Lost, reason, now).Value);
    }, ct);
}
