using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Digests;

/// <summary>A team member's day: what they are to do, and what is new with their leads. Of what they may see.</summary>
public sealed class ReadDay(AppDb db, CurrentUser user, CurrentBusiness business)
{
    private const int MostTasks = 20, MostNews = 10;

    public async Task<Day> Of(Guid memberId, Interval news, CancellationToken ct)
    {
        var (since, until) = (news.Start, news.End);
        var seen = db.Leads.AsNoTracking().Where(l => l.DeletedAt == null).VisibleTo(user);
        var open = seen.Where(l => l.Status <= LeadStatus.Qualified);
        return new(
            await Tasks(open, memberId, ct),
            await NewLeads(open.Where(l => l.AssigneeId == memberId && l.CreatedAt >= since && l.CreatedAt < until), ct),
            await Answers(seen.Where(l => l.AssigneeId == memberId), since, until, ct));
    }

    /// <summary>Those given to them, and those of nobody whose lead is theirs.</summary>
    private async Task<Named<Day.Task>> Tasks(IQueryable<Lead> leads, Guid memberId, CancellationToken ct)
    {
        var tomorrow = TaskDue.StartOf(business.Today.PlusDays(1));
        var tasks = db.NurtureTasks.AsNoTracking().Where(t => t.State == TaskState.Pending && !t.IsAutomatic && t.DueSort < tomorrow)
            .Join(leads, t => t.LeadId, l => l.Id, (task, lead) => new { task, lead }).Where(t => (t.task.AssigneeId ?? t.lead.AssigneeId) == memberId);
        var named = await tasks.OrderBy(t => t.task.DueSort).ThenBy(t => t.task.Id).Take(MostTasks).Select(t => new { t.task.LeadId, t.lead.Name, t.lead.Company, t.task.Title, t.task.DueSort }).ToListAsync(ct);
        return new(named.ConvertAll(t => new Day.Task(t.LeadId, Title(t.Name, t.Company), t.Title, TaskDue.Of(t.DueSort)!.Value)), await All(tasks, named.Count, MostTasks, ct));
    }

    private static async Task<Named<Day.NewLead>> NewLeads(IQueryable<Lead> leads, CancellationToken ct)
    {
        var named = await leads.OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id).Take(MostNews).Select(l => new { l.Id, l.Name, l.Company, l.SourceName, l.CreatedAt }).ToListAsync(ct);
        return new(named.ConvertAll(l => new Day.NewLead(l.Id, Title(l.Name, l.Company), l.SourceName, l.CreatedAt)), await All(leads, named.Count, MostNews, ct));
    }

    private async Task<Named<Day.Answer>> Answers(IQueryable<Lead> leads, Instant since, Instant until, CancellationToken ct)
    {
        var answers = db.LeadMessages.AsNoTracking().Where(m => m.State == LeadMessageState.Received && m.At >= since && m.At < until).Join(leads, m => m.LeadId, l => l.Id, (message, lead) => new { message, lead });
        var named = await answers.OrderByDescending(a => a.message.At).ThenByDescending(a => a.message.Id).Take(MostNews)
            .Select(a => new { a.message.LeadId, a.lead.Name, a.lead.Company, a.message.Channel, a.message.Text, a.message.At }).ToListAsync(ct);
        return new(named.ConvertAll(a => new Day.Answer(a.LeadId, Title(a.Name, a.Company), a.Channel, a.Text, a.At)), await All(answers, named.Count, MostNews, ct));
    }

    private static Task<int> All<TItem>(IQueryable<TItem> items, int named, int most, CancellationToken ct) => named < most ? Task.FromResult(named) : items.CountAsync(ct);

    private static string Title(string name, string company) => name.Length > 0 ? name : company;
}
