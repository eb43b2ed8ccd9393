using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Changes tasks: their lead is held first, so that whoever closes, assigns or converts it waits, and what was done is told on its timeline.</summary>
public sealed class Tasks(AppDb db, CurrentUser user, IClock clock)
{
    /// <summary>Changes a task of a lead that is held; gives back what is told, null where nothing changed.</summary>
    public delegate Task<Result<Told?>> Change(Lead lead, NurtureTask task, Instant now);

    /// <summary>What a lead's timeline tells: that a task was <paramref name="Kind"/>, and what is said of it.</summary>
    public sealed record Told(string Kind, string? Says = null);

    public sealed record Changed(Lead Lead, NurtureTask Task);

    /// <summary>The task and its lead as they are, where the user may see them.</summary>
    public async Task<Result<Changed>> Shown(Guid id, CancellationToken ct)
    {
        var found = await db.NurtureTasks.AsNoTracking().Where(t => t.Id == id)
            .Join(db.Leads.AsNoTracking().VisibleTo(user).Where(l => l.DeletedAt == null), t => t.LeadId, l => l.Id, (task, lead) => new { task, lead }).SingleOrDefaultAsync(ct);
        return found is null ? new Problem.NotFound() : new Changed(found.lead, found.task);
    }

    public Task<Guid?> NextOf(Guid leadId, CancellationToken ct) =>
        db.NurtureTasks.Where(t => t.LeadId == leadId && t.State == TaskState.Pending).OrderBy(t => t.DueSort).ThenBy(t => t.Id).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(ct);

    public Task<Result<Changed>> Plan(Guid leadId, ReadTask read, CancellationToken ct) => db.InTransaction<Result<Changed>>(async () =>
    {
        var lead = await Held(leadId, ct);
        if (lead is null) return new Problem.NotFound();
        var errors = new FormErrors();
        var facts = read(null, errors).Facts;
        await Check(facts.AssigneeId, null, errors, ct);
        if (errors.Any) return errors.ToProblem();
        if (!lead.Status.IsOpen()) return new Problem.Conflict("lead_closed", "This lead is closed: there is nothing to do for it. Open it again first.");
        var now = clock.GetCurrentInstant();
        var task = NurtureTask.Plan(db.BusinessId, lead.Id, facts, now);
        db.Add(task);
        return await Save(lead, task, new(ActivityKinds.TaskPlanned, task.Due.ToString()), now, ct);
    }, ct);

    public Task<Result<Changed>> Edit(Guid id, ReadTask read, bool strict, HttpRequest request, CancellationToken ct) => With(id, async (_, task, _) =>
    {
        var errors = new FormErrors();
        var input = read(task, errors);
        await Check(input.Facts.AssigneeId, task.AssigneeId, errors, ct);
        if (errors.Any) return errors.ToProblem();
        if (Versions.Check(Versions.Sent(request, input.Version), strict, task, () => TaskJson.Of(task)) is { } problem) return problem;
        var due = task.Due;
        var edited = task.Edit(input.Facts);
        return !edited.IsOk ? edited.Problem : edited.Value ? new Told(ActivityKinds.TaskChanged, task.Due == due ? null : task.Due.ToString()) : (Told?)null;
    }, ct);

    public Task<Result<Changed>> With(Guid id, Change change, CancellationToken ct) => db.InTransaction<Result<Changed>>(async () =>
    {
        var leadId = await db.NurtureTasks.Where(t => t.Id == id).Select(t => (Guid?)t.LeadId).SingleOrDefaultAsync(ct);
        if (leadId is null || await Held(leadId.Value, ct) is not { } lead) return new Problem.NotFound();
        var (task, now) = (await db.Held<NurtureTask>(id).SingleAsync(ct), clock.GetCurrentInstant());
        var told = await change(lead, task, now);
        if (!told.IsOk) return told.Problem;
        return await Save(lead, task, told.Value, now, ct);
    }, ct);

    private async Task<Changed> Save(Lead lead, NurtureTask task, Told? told, Instant now, CancellationToken ct)
    {
        if (told is not null) db.Note(lead, user.Actor, told.Kind, now, [new("task", task.Title, told.Says)]);
        await db.SaveChangesAsync(ct);
        return new(lead, task);
    }

    private Task<Lead?> Held(Guid leadId, CancellationToken ct) => db.Held<Lead>(leadId).VisibleTo(user).SingleOrDefaultAsync(l => l.DeletedAt == null, ct);

    /// <summary>Who leaves keeps what they have until another takes it.</summary>
    private async Task Check(Guid? assignee, Guid? before, FormErrors errors, CancellationToken ct)
    {
        if (assignee is { } id && assignee != before && !await db.Held<TeamMember>(id).AnyAsync(m => m.IsActive, ct))
            errors.Add("assigneeId", "There is no active team member with this id in your business.");
    }
}
