using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Nurture.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Writes down that a task was done and what happened. A new lead that was spoken to, or written to, is contacted by it.</summary>
public sealed class CompleteTask(Tasks tasks, TaskClosings closings)
{
    /// <summary>What happened: reached, left_message, no_answer, sent, not_interested or wrong_number; and what was noted.</summary>
    public sealed record Body(string Outcome, string? Note);

    public sealed record Request(TaskOutcome? Outcome, string Note, FormErrors Errors);

    /// <summary>A closing happens by itself and is not asked for: it may be changed.</summary>
    public static async Task<IResult> Form(Guid id, Tasks tasks, TaskForms forms, HttpContext context, Html html, CancellationToken ct)
    {
        var shown = await tasks.Shown(id, ct);
        if (!shown.IsOk) return shown.Problem.ToPage();
        return shown.Value.Task.IsClosing ? await forms.Edit(id, ct) : Dialog(shown.Value, null, FormErrors.None, context, html);
    }

    /// <summary>That of the next task of a lead; where nothing is planned, the form to plan something.</summary>
    public static async Task<IResult> NextForm(Guid id, Tasks tasks, TaskForms forms, HttpContext context, Html html, CancellationToken ct) =>
        await tasks.NextOf(id, ct) is { } next ? await Form(next, tasks, forms, context, html, ct) : await forms.New(id, ct);

    public static async Task<IResult> FromPage(Guid id, [FromForm] string? outcome, [FromForm] string? note, CompleteTask complete, Tasks tasks, TaskForms forms, CurrentBusiness business, HttpContext context, Html html, CancellationToken ct)
    {
        var errors = new FormErrors();
        var request = new Request(TaskWords.ReadOutcome(outcome), TextRule.Read(note, "note", TextRule.Notes, errors) ?? "", errors);
        var done = await complete.Handle(id, request, ct);
        if (done.IsOk) return await NurtureAnswer.WithNext(context, done.Value, forms, business.Today, ct);
        if (done.Problem is not Problem.Invalid || await tasks.Shown(id, ct) is not { IsOk: true } shown) return done.Problem.ToPage();
        return Dialog(shown.Value, note, FormErrors.Of(done.Problem), context, html);
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, CompleteTask complete, HttpResponse response, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var request = new Request(TaskWords.ReadOutcome(json.Text("outcome")), json.Text("note", TextRule.Notes) ?? "", errors);
        json.Finish();
        return (await complete.Handle(id, request, ct)).Match(done => TaskJson.Ok(response, done.Task), problem => problem.ToJson());
    }

    public Task<Result<Tasks.Changed>> Handle(Guid id, Request request, CancellationToken ct) => tasks.With(id, async (lead, task, now) =>
    {
        var errors = request.Errors;
        if (request.Outcome is null && !errors.Has("outcome")) errors.Add("outcome", "Say what happened: reached, left a message, no answer, sent, not interested or wrong number.");
        if (errors.Any) return errors.ToProblem();

        if (task.IsClosing) return new Problem.Conflict("task_automatic", $"This happens by itself on {TaskText.Kept(task.Due.ToString())}. Close the lead now by its status, or skip this.");
        return await Close(lead, task, request.Outcome!.Value, request.Note, now, ct);
    }, ct);

    /// <summary>For a lead that is held; saved by whoever calls.</summary>
    internal async Task<Result<Tasks.Told?>> Close(Lead lead, NurtureTask task, TaskOutcome outcome, string note, Instant now, CancellationToken ct)
    {
        var done = await closings.Close(lead, task, outcome, note, now, ct);
        return done.IsOk ? new Tasks.Told(ActivityKinds.TaskDone, TaskText.Title(outcome) + (note.Length > 0 ? ": " + note : "")) : done.Problem;
    }

    private static IResult Dialog(Tasks.Changed shown, string? note, FormErrors errors, HttpContext context, Html html) =>
        html.Page<CompleteTaskDialog>(new { shown.Task, Lead = shown.Lead.Title, Note = note, Errors = errors, AsPage = !context.IsHtmx() }, errors.Any ? 422 : 200);
}
