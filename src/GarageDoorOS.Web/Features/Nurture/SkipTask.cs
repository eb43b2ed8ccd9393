using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Nurture.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Leaves a task undone, and says why.</summary>
public sealed class SkipTask(Tasks tasks, CadenceRuns cadences, CurrentUser user)
{
    public sealed record Body(string Reason);

    public static async Task<IResult> Form(Guid id, Tasks tasks, HttpContext context, Html html, CancellationToken ct) =>
        (await tasks.Shown(id, ct)).Match(shown => Dialog(shown, null, FormErrors.None, context, html), problem => problem.ToPage());

    public static async Task<IResult> FromPage(Guid id, [FromForm] string? reason, SkipTask skip, Tasks tasks, HttpContext context, Html html, CancellationToken ct)
    {
        var errors = new FormErrors();
        var skipped = await skip.Handle(id, TextRule.Read(reason, "reason", TextRule.Line, errors), errors, ct);
        if (skipped.IsOk) return NurtureAnswer.Closed(context, skipped.Value);
        if (skipped.Problem is not Problem.Invalid || await tasks.Shown(id, ct) is not { IsOk: true } shown) return skipped.Problem.ToPage();
        return Dialog(shown.Value, reason, FormErrors.Of(skipped.Problem), context, html);
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, SkipTask skip, HttpResponse response, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var reason = json.Text("reason");
        json.Finish();
        return (await skip.Handle(id, reason, errors, ct)).Match(skipped => TaskJson.Ok(response, skipped.Task), problem => problem.ToJson());
    }

    public Task<Result<Tasks.Changed>> Handle(Guid id, string? reason, FormErrors errors, CancellationToken ct) => tasks.With(id, async (lead, task, now) =>
    {
        if (string.IsNullOrWhiteSpace(reason) && !errors.Has("reason")) errors.Add("reason", "Say in a few words why it is skipped.");
        if (errors.Any) return errors.ToProblem();
        var skipped = task.Skip(reason!, user.Actor, now);
        if (!skipped.IsOk) return skipped.Problem;
        await cadences.AfterClosing(lead, task, user.Actor, now, ct);
        return new Tasks.Told(ActivityKinds.TaskSkipped, reason);
    }, ct);

    private static IResult Dialog(Tasks.Changed shown, string? reason, FormErrors errors, HttpContext context, Html html) =>
        html.Page<SkipTaskDialog>(new { shown.Task, Lead = shown.Lead.Title, Reason = reason, Errors = errors, AsPage = !context.IsHtmx() }, errors.Any ? 422 : 200);
}
