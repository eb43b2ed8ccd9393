using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>What is to be done: the pending tasks of the open leads that a user may see, the most urgent first.</summary>
public sealed class ListTasks(AppDb db, CurrentUser user, CurrentBusiness business)
{
    /// <summary>One page of tasks. <c>nextAfter</c>: where the list goes on, null at its end.</summary>
    public sealed record Response(IReadOnlyList<TaskJson> Items, int Page, int PageSize, Guid? NextAfter);

    public sealed record OfLead(IReadOnlyList<TaskJson> Items);

    /// <summary>What each word means to a program.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(
    [
        new("due", "overdue, today or upcoming, by the calendar of the business. Default: all."),
        new("assignee", "The id of a team member, me, or none: by who does the task, else by who works its lead."),
        new("kind", "call, text, email or other."),
        .. ListPlace.Words("task"),
    ]);

    public static async Task<IResult> FromApi(HttpRequest request, ListTasks list, CancellationToken ct) =>
        (await list.Handle(ListWords.Of(request), ct)).Match(found => Results.Ok(found), problem => problem.ToJson());

    public static async Task<IResult> OfLeadFromApi(Guid id, ListTasks list, CancellationToken ct) =>
        (await list.Of(id, ct)).Match(found => Results.Ok(found), problem => problem.ToJson());

    public async Task<Result<Response>> Handle(ListUrl url, CancellationToken ct)
    {
        var errors = new FormErrors();
        url.Check(Words, errors);
        var place = ListPlace.Read(url, "task", errors);
        var pending = db.NurtureTasks.AsNoTracking().Where(t => t.State == TaskState.Pending);
        pending = Due(pending, url["due"], errors);
        if (url["kind"] is { } word)
        {
            var kind = TaskWords.ReadKind(word);
            if (kind is null) errors.Add("kind", "A task is call, text, email or other.");
            pending = pending.Where(t => t.Kind == kind);
        }
        var last = place.After is { } after ? await db.NurtureTasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == after, ct) : null;
        if (place.After is not null && last is null) errors.Add("after", "This task is not there any more: begin again from the first page.");
        if (last is not null) pending = pending.Where(t => t.DueSort >= last.DueSort && (t.DueSort > last.DueSort || t.Id > last.Id));
        var leads = db.Leads.AsNoTracking().VisibleTo(user).Where(l => l.DeletedAt == null && l.NextDueSort < TaskDue.None);
        var assigned = pending.Join(leads, t => t.LeadId, l => l.Id, (task, lead) => new { task, lead.AssigneeId, Lead = lead.Name != "" ? lead.Name : lead.Company });
        if (url["assignee"] is { } who)
        {
            var isNobody = Same(who, "none");
            var id = Same(who, "me") ? user.OwnId : Guid.TryParse(who, out var given) ? given : (Guid?)null;
            if (id is null && !isNobody) errors.Add("assignee", "An assignee is me, none, or the id of a team member.");
            assigned = isNobody ? assigned.Where(t => t.task.AssigneeId == null && t.AssigneeId == null) : assigned.Where(t => (t.task.AssigneeId ?? t.AssigneeId) == id);
        }
        if (errors.Any) return errors.ToProblem();
        var found = await assigned.OrderBy(t => t.task.DueSort).ThenBy(t => t.task.Id).Skip(last is null ? place.Skip : 0).Take(place.Size + 1).ToListAsync(ct);
        var items = found.Take(place.Size).Select(t => TaskJson.Of(t.task) with { Lead = t.Lead }).ToList();
        return new Response(items, place.Page, place.Size, found.Count > place.Size ? items[^1].Id : null);
    }

    /// <summary>All tasks of a lead: what is to be done by its day, then what is over, the latest first.</summary>
    public async Task<Result<OfLead>> Of(Guid leadId, CancellationToken ct)
    {
        if (!await db.Leads.VisibleTo(user).AnyAsync(l => l.Id == leadId && l.DeletedAt == null, ct)) return new Problem.NotFound();
        var all = await db.NurtureTasks.AsNoTracking().Where(t => t.LeadId == leadId).ToListAsync(ct);
        return new OfLead([.. all.OrderBy(t => !t.IsPending).ThenBy(t => t.IsPending ? t.DueSort : -t.ClosedAt!.Value.ToUnixTimeTicks()).ThenBy(t => t.Id).Select(TaskJson.Of)]);
    }

    private IQueryable<NurtureTask> Due(IQueryable<NurtureTask> tasks, string? word, FormErrors errors)
    {
        var (today, tomorrow) = (TaskDue.StartOf(business.Today), TaskDue.StartOf(business.Today.PlusDays(1)));
        if (word is null) return tasks;
        if (Same(word, "overdue")) return tasks.Where(t => t.DueSort < today);
        if (Same(word, "today")) return tasks.Where(t => t.DueSort >= today && t.DueSort < tomorrow);
        if (Same(word, "upcoming")) return tasks.Where(t => t.DueSort >= tomorrow);
        errors.Add("due", "Tasks are overdue, today or upcoming.");
        return tasks;
    }

    private static bool Same(string word, string other) => string.Equals(word.Trim(), other, StringComparison.OrdinalIgnoreCase);
}
