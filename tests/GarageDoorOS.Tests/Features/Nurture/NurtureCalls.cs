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
    public static Instant Now(this TestBusiness business) => Instant.FromDateTimeOffset(business.Host.Time.GetUtcNow());

    public static LocalDate Today(this TestBusiness business) => business.Now().InZone(business.Business.Zone).Date;

    public static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static async Task<JsonElement> Plan(this HttpClient api, Guid lead, LocalDate day, string? time = null, string kind = "call", string? title = null, Guid? assignee = null)
    {
        using var answer = await api.PostJson($"/api/leads/{lead}/tasks", new { kind, title, dueOn = Iso(day), dueTime = time, assigneeId = assignee });
        return await answer.ShouldBeJson(201);
    }

    /// <summary>A cadence past the editor.</summary>
    public static async Task<Cadence> Cadence(this TestBusiness business, CadenceFacts facts)
    {
        var cadence = GarageDoorOS.Domain.Nurture.Cadence.Write(business.Id, facts, business.Now());
        await business.InDb(db =>
        {
            db.Add(cadence);
            return db.SaveChangesAsync();
        });
        return cadence;
    }

    /// <summary>Changes a cadence likewise.</summary>
    public static Task<int> Change(this TestBusiness business, Cadence cadence, Action<Cadence> change) => business.InDb(async db =>
    {
        change(await db.Cadences.SingleAsync(c => c.Id == cadence.Id));
        return await db.SaveChangesAsync();
    });

    /// <summary>Steps such as <c>call</c>, <c>text 4 hours</c>, <c>email 1 days 09:00</c>, called after what they are.</summary>
    public static IReadOnlyList<CadenceStep> Steps(params string[] steps) => [.. steps.Select(step => step.Split(' ')).Select((words, at) => new CadenceStep(
        Guid.CreateVersion7(), TaskWords.ReadKind(words[0])!.Value, $"{words[0]} {at + 1}", words.Length > 1 ? int.Parse(words[1]) : 0, words.Length > 2 ? CadenceWords.ReadUnit(words[2])!.Value : WaitUnit.Minutes, words.ElementAtOrDefault(3), false))];

    public static async Task<JsonElement> Enrol(this HttpClient api, Guid lead, Cadence cadence)
    {
        using var answer = await api.PostJson($"/api/leads/{lead}/enrolments", new { cadenceId = cadence.Id });
        return await answer.ShouldBeJson(201);
    }

    /// <summary>The pending tasks of a lead by their titles.</summary>
    public static async Task<string> Pending(this HttpClient api, Guid lead) =>
        string.Join(", ", (await api.GetJson($"/api/leads/{lead}/tasks")).GetProperty("items").EnumerateArray().Where(t => t.Text("state") == "pending").Select(t => t.Text("title")));

    /// <summary>The state of each cadence that a lead is or was in, the latest first, and why it ended.</summary>
    public static async Task<string> Enrolments(this HttpClient api, Guid lead) =>
        string.Join(", ", (await api.GetJson($"/api/leads/{lead}/enrolments")).GetProperty("items").EnumerateArray().Select(e => $"{e.Text("cadence")} {e.Text("state")} {e.Text("end")}".Trim()));

    /// <summary>Nothing of a cadence is open for a lead that is not in it, and what is in it has its step.</summary>
    public static async Task CadencesShouldAgree(this TestBusiness business)
    {
        var (leads, enrolments, steps) = await business.InDb(async db => (
            await db.Leads.AsNoTracking().ToListAsync(), await db.Enrolments.AsNoTracking().ToListAsync(), await db.NurtureTasks.AsNoTracking().Where(t => t.EnrolmentId != null && t.State == TaskState.Pending).ToListAsync()));
        var running = enrolments.FindAll(e => e.IsRunning);
        running.Select(e => e.LeadId).ShouldBeUnique();
        steps.Select(t => (t.EnrolmentId!.Value, (Guid?)t.Id, t.StepId)).Order().ShouldBe(running.Select(e => (e.Id, e.TaskId, e.StepId)).Order());
        leads.Where(l => l.CadenceId is not null).Select(l => (l.Id, l.CadenceId!.Value)).Order().ShouldBe(running.Select(e => (e.LeadId, e.CadenceId)).Order());
        leads.Where(l => l.CadenceId is not null).ShouldAllBe(l => l.Status.IsOpen() && !l.IsDeleted);
        await business.NextTasksShouldAgree();
    }

    /// <summary>What each lead says comes next is what a look at its tasks gives.</summary>
    public static async Task NextTasksShouldAgree(this TestBusiness business)
    {
        var (leads, tasks) = await business.InDb(async db => (await db.Leads.AsNoTracking().ToListAsync(), await db.NurtureTasks.AsNoTracking().Where(t => t.State == TaskState.Pending).ToListAsync()));
        var next = tasks.GroupBy(t => t.LeadId).ToDictionary(of => of.Key, of => of.OrderBy(t => t.DueSort).ThenBy(t => t.Id).First());
        leads.Select(l => (l.Id, l.NextDueSort, l.NextTask, l.NextKind)).Order().ShouldBe(leads.Select(l =>
            l.Status.IsOpen() && next.GetValueOrDefault(l.Id) is { } task ? (l.Id, task.DueSort, task.Title, (TaskKind?)task.Kind) : (l.Id, l.Status.IsOpen() ? TaskDue.None : TaskDue.Closed, "", null)).Order());
    }
}
