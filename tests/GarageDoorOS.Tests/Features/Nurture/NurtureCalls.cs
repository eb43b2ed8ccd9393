using System.Text.Json;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Shouldly;

namespace GarageDoorOS.Tests.Features.Nurture;

internal static class NurtureCalls
{
    public static LocalDate Today(this TestBusiness business) => Instant.FromDateTimeOffset(business.Host.Time.GetUtcNow()).InZone(business.Business.Zone).Date;

    public static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static async Task<JsonElement> Plan(this HttpClient api, Guid lead, LocalDate day, string? time = null, string kind = "call", string? title = null, Guid? assignee = null)
    {
        using var answer = await api.PostJson($"/api/leads/{lead}/tasks", new { kind, title, dueOn = Iso(day), dueTime = time, assigneeId = assignee });
        return await answer.ShouldBeJson(201);
    }

    /// <summary>What each lead says comes next is what a look at its tasks gives.</summary>
    public static async Task NextTasksShouldAgree(this TestBusiness business)
    {
        var (leads, tasks) = await business.InDb(async db => (await db.Leads.AsNoTracking().ToListAsync(), await db.NurtureTasks.AsNoTracking().Where(t => t.State == TaskState.Pending).ToListAsync()));
        var next = tasks.GroupBy(t => t.LeadId).ToDictionary(of => of.Key, of => of.OrderBy(t => t.DueSort).ThenBy(t => t.Id).First());
        leads.Select(l => (l.Id, l.NextDueSort, l.NextTask, l.NextKind)).Order().ShouldBe(leads.Select(l =>
            l.Status.IsOpen() && next.GetValueOrDefault(l.Id) is { } task ? (l.Id, task.DueSort, task.Title, (TaskKind?)task.Kind) : (l.Id, TaskDue.None, "", null)).Order());
    }
}
