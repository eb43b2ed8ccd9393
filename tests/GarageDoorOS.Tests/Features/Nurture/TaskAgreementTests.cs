using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Nurture;

/// <summary>Whoever looks, the list, its total, its summary and the tasks agree to the row: nothing leaks through a count.</summary>
public sealed class TaskAgreementTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory]
    [BothDatabases("owner"), BothDatabases("sales"), BothDatabases("technician"), BothDatabases("lead_viewer")]
    public async Task Every_role_sees_the_tasks_of_its_own_leads(Provider provider, string role)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var (me, other, today) = (await business.Member(role, "Mia Reader"), await business.Member("sales", "Otto Other"), business.Today());
        await business.AddLeads(120, me, other);
        await business.InDb(async db =>
        {
            foreach (var (at, lead) in (await db.Leads.OrderBy(l => l.Id).ToListAsync()).Index().Where(l => l.Index % 4 != 0))
                for (var more = 0; more < at % 3; more++)
                    db.Add(NurtureTask.Plan(business.Id, lead.Id, new((TaskKind)(at % 4), $"Task {at}", new(today.PlusDays(at % 7 - 3 + more), at % 2 == 0 ? new LocalTime(9, at % 60) : null), at % 5 == 0 ? other.Id : null), Instant.FromUnixTimeSeconds(at)));
            return await db.SaveChangesAsync();
        });
        await business.NextTasksShouldAgree();

        var scope = Role.Find(role)!.Scope;
        var leads = (await business.InDb(db => db.Leads.AsNoTracking().Where(l => l.DeletedAt == null).ToListAsync()))
            .FindAll(l => scope == LeadScope.All || l.AssigneeId == me.Id || (scope == LeadScope.OwnAndPool && l.AssigneeId is null));
        var page = await business.PageOf(me);
        foreach (var (word, fits) in new (string, Func<Lead, bool>)[]
        {
            ("overdue", l => l.NextDue?.On < today), ("today", l => l.NextDue?.On == today), ("upcoming", l => l.NextDue?.On > today), ("none", l => l.NextDue is null && l.Status.IsOpen()),
        })
        {
            foreach (var (more, also) in new (string, Func<Lead, bool>)[] { ("", _ => true), ("&status=new", l => l.Status == LeadStatus.New), ("&assignee=me", l => l.AssigneeId == me.Id), ("&sort=nextTask", _ => true), ("&search=555", l => l.SearchText.Contains("555")) })
            {
                var expected = leads.Where(l => fits(l) && also(l)).Select(l => l.Id).Order().ToList();
                var list = await page.Http.GetJson($"/api/leads?pageSize=200&task={word}{more}");
                list.GetProperty("items").EnumerateArray().Select(l => l.Id()).Order().ToList().ShouldBe(expected, $"{role} {word}{more}");
                list.GetProperty("total").GetInt32().ShouldBe(expected.Count);
                var summary = await page.Http.GetJson($"/api/leads/summary?task={word}{more.Replace("&sort=nextTask", "")}");
                summary.GetProperty("byStatus").EnumerateArray().Sum(s => s.GetProperty("count").GetInt32()).ShouldBe(expected.Count);
            }
        }

        var open = leads.Where(l => l.Status.IsOpen()).ToDictionary(l => l.Id, l => l.AssigneeId);
        var tasks = (await business.InDb(db => db.NurtureTasks.AsNoTracking().ToListAsync())).FindAll(t => open.ContainsKey(t.LeadId));
        foreach (var (query, fits) in new (string, Func<NurtureTask, bool>)[]
        {
            ("", _ => true), ("&due=overdue", t => t.Due.On < today), ("&due=today", t => t.Due.On == today), ("&due=upcoming", t => t.Due.On > today),
            ("&kind=text", t => t.Kind == TaskKind.Text), ("&assignee=me", t => (t.AssigneeId ?? open[t.LeadId]) == me.Id), ("&assignee=none", t => (t.AssigneeId ?? open[t.LeadId]) is null),
        })
        {
            var (seen, after) = (new List<Guid>(), "");
            do
            {
                var found = await page.Http.GetJson($"/api/nurture/tasks?pageSize=20{query}{after}");
                seen.AddRange(found.GetProperty("items").EnumerateArray().Select(t => t.Id()));
                after = found.Text("nextAfter") is { } next ? $"&after={next}" : "";
            }
            while (after.Length > 0);
            seen.ShouldBe([.. tasks.Where(fits).OrderBy(t => t.DueSort).ThenBy(t => t.Id).Select(t => t.Id)], $"{role} {query}");
        }
    }
}
