using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Nurture.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Draws the form of a task, empty, as it is, or as somebody typed it.</summary>
public sealed class TaskForms(AppDb db, CurrentUser user, CurrentBusiness business, Tasks tasks, IHttpContextAccessor http, Html html)
{
    /// <summary><paramref name="done"/>: what has just been done for the lead.</summary>
    public async Task<IResult> New(Guid leadId, CancellationToken ct, IFormCollection? typed = null, FormErrors? errors = null, string? done = null)
    {
        var lead = await db.Leads.AsNoTracking().VisibleTo(user).Where(l => l.Id == leadId && l.DeletedAt == null).Select(l => new { l.Id, Title = l.Name != "" ? l.Name : l.Company }).SingleOrDefaultAsync(ct);
        if (lead is null) return new Problem.NotFound().ToPage();
        var form = new TaskForm.Model(null, null, lead.Id, lead.Title, "call", null, TaskText.Day(business.Today), null, null) { Done = done };
        return await Page(form, typed, errors, false, ct);
    }

    public async Task<IResult> Edit(Guid id, CancellationToken ct, IFormCollection? typed = null, FormErrors? errors = null, bool isStale = false)
    {
        var shown = await tasks.Shown(id, ct);
        if (!shown.IsOk) return shown.Problem.ToPage();
        var (lead, task) = shown.Value;
        var form = new TaskForm.Model(task.Id, task.Version, lead.Id, lead.Title, task.Kind.Word(), task.Title, TaskText.Day(task.Due.On), task.Due.At is { } at ? TaskDue.Text(at) : null, task.AssigneeId?.ToString());
        return await Page(form, typed, errors, isStale, ct);
    }

    private async Task<IResult> Page(TaskForm.Model form, IFormCollection? typed, FormErrors? errors, bool isStale, CancellationToken ct)
    {
        if (typed is not null) form = form with { Kind = typed["kind"], Title = typed["title"], DueOn = typed["dueOn"], DueTime = typed["dueTime"], AssigneeId = typed["assigneeId"] };
        var team = await db.TeamMembers.Where(m => m.IsActive).OrderBy(m => m.Name).ThenBy(m => m.Id).Select(m => new Option(m.Id.ToString(), m.Name)).ToListAsync(ct);
        return html.Page<TaskForm>(
            new { Form = form, Team = team, Errors = errors ?? FormErrors.None, IsStale = isStale, AsPage = !http.HttpContext!.IsHtmx() }, isStale ? 409 : errors is null ? 200 : 422);
    }
}
