using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Takes back that a task was done or skipped. A lead that became contacted by it is new again, unless it has moved on since; its cadence stands where it stood.</summary>
public sealed class ReopenTask(AppDb db, Tasks tasks, CadenceRuns cadences, CurrentUser user)
{
    public static async Task<IResult> FromPage(Guid id, ReopenTask reopen, HttpContext context, CancellationToken ct) =>
        (await reopen.Handle(id, ct)).Match(done => Done.Answer(context, $"{done.Task.Title} is to be done again.", "leads-changed", $"/leads/{done.Lead.Id}"), problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, ReopenTask reopen, HttpResponse response, CancellationToken ct) =>
        (await reopen.Handle(id, ct)).Match(done => TaskJson.Ok(response, done.Task), problem => problem.ToJson());

    public Task<Result<Tasks.Changed>> Handle(Guid id, CancellationToken ct) => tasks.With(id, async (lead, task, now) =>
    {
        var madeContacted = task.MadeContacted;
        if (!task.Reopen()) return (Tasks.Told?)null;
        if (madeContacted && lead.Status == LeadStatus.Contacted) db.Note(lead, user.Actor, ActivityKinds.Changed, now, lead.MoveTo(LeadStatus.New, null, now).Value);
        await cadences.TakeBack(lead, task, ct);
        return new Tasks.Told(ActivityKinds.TaskReopened);
    }, ct);
}
