using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>What follows from what somebody says of a call: its line in the story, the task that is done by it, the new lead that is contacted. Saved by whoever calls.</summary>
public sealed class CallOutcomes(AppDb db, TaskClosings closings, CurrentUser user, CurrentBusiness business)
{
    /// <summary>The outcome as a form or a program says it, or what is wrong with it.</summary>
    public static TaskOutcome? Read(string? word, FormErrors errors)
    {
        if (TaskWords.ReadOutcome(word) is { } outcome && Call.Outcomes.Contains(outcome)) return outcome;
        if (!errors.Has("outcome")) errors.Add("outcome", "Say what happened: reached, left a message, no answer, not interested or wrong number.");
        return null;
    }

    /// <summary>The lead of a call, held before the call is; null where it is with none, or with one in the trash.</summary>
    public async Task<Lead?> Held(Guid? leadId, CancellationToken ct) => leadId is { } id ? await db.Held<Lead>(id).SingleOrDefaultAsync(l => l.DeletedAt == null, ct) : null;

    /// <summary>Said for the first time, or put right: then nothing follows from it again.</summary>
    public async Task<Problem?> Say(Call call, Lead? lead, TaskOutcome outcome, string note, Instant now, CancellationToken ct)
    {
        var isFirst = call.Outcome is null;
        call.Log(outcome, note, ActorIdentity.Of(user.Actor), now);
        await Tell(call, lead, now, ct);
        await Answer(call, ct);
        if (lead is null || !isFirst) return null;
        if (await Due(lead, ct) is not { } task)
        {
            closings.Contact(lead, outcome, now);
            return null;
        }
        var closed = await closings.Close(lead, task, outcome, note, now, ct);
        if (!closed.IsOk) return closed.Problem;
        db.Note(lead, user.Actor, ActivityKinds.TaskDone, now, [new("task", task.Title, TaskText.Title(outcome))]);
        return null;
    }

    /// <summary>Plans to call a lead again so many days from today; a problem where nothing can be planned for them.</summary>
    public Problem? CallAgain(Lead? lead, int days, Instant now)
    {
        if (lead is null || !business.IsNurturing || !lead.Status.IsOpen()) return new Problem.Invalid("nextInDays", "Only for an open lead something is planned.");
        var task = NurtureTask.Plan(lead.BusinessId, lead.Id, new(TaskKind.Call, "Call them again", new(business.Today.PlusDays(days), null), null), now);
        db.Add(task);
        db.Note(lead, user.Actor, ActivityKinds.TaskPlanned, now, [new("task", task.Title, task.Due.ToString())]);
        return null;
    }

    private async Task Tell(Call call, Lead? lead, Instant now, CancellationToken ct)
    {
        ISubject? subject = lead is not null ? lead : call.CustomerId is { } customer ? await db.Customers.SingleOrDefaultAsync(c => c.Id == customer, ct) : null;
        if (subject is null) return;
        var said = TaskText.Title(call.Outcome!.Value) + (call.Note.Length > 0 ? ": " + call.Note : "");
        db.Note(subject, user.Actor, call.Direction == CallDirection.Inbound ? ActivityKinds.TookCall : ActivityKinds.Called, now, [new("call", CallText.Number(call, business.PhoneCountry), said)]);
    }

    /// <summary>Whoever was spoken to, or called back, waits no more for it.</summary>
    private async Task Answer(Call call, CancellationToken ct)
    {
        if (call.Number.Length == 0) return;
        foreach (var missed in await db.Calls.Where(c => c.IsOpen && c.End == CallEnd.Missed && c.Number == call.Number && c.Id != call.Id && c.At <= call.At).ToListAsync(ct)) missed.Answered();
    }

    /// <summary>The first call that was to be made by today.</summary>
    private async Task<NurtureTask?> Due(Lead lead, CancellationToken ct)
    {
        if (!business.IsNurturing || !lead.Status.IsOpen()) return null;
        var tomorrow = TaskDue.StartOf(business.Today.PlusDays(1));
        var id = await db.NurtureTasks.Where(t => t.LeadId == lead.Id && t.State == TaskState.Pending && t.Kind == TaskKind.Call && !t.IsAutomatic && t.DueSort < tomorrow)
            .OrderBy(t => t.DueSort).ThenBy(t => t.Id).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(ct);
        return id is { } found ? await db.Held<NurtureTask>(found).SingleAsync(ct) : null;
    }
}
