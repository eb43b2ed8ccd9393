using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.AspNetCore.Mvc;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Puts a task off to tomorrow or for a week from today, by one press. Its time of day stays.</summary>
public sealed class SnoozeTask(Tasks tasks, CurrentBusiness business)
{
    /// <summary>Until when: tomorrow or next_week, by the calendar of the business.</summary>
    public sealed record Body(string To);

    public static async Task<IResult> FromPage(Guid id, [FromForm] string? to, SnoozeTask snooze, CurrentBusiness business, HttpContext context, CancellationToken ct) =>
        (await snooze.Handle(id, to, new(), ct)).Match(
            snoozed => Done.Answer(context, $"{snoozed.Task.Title}: {TaskText.InSentence(snoozed.Task.Due, business.Today)}.", "leads-changed", $"/leads/{snoozed.Lead.Id}"),
            problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, JsonBody body, SnoozeTask snooze, HttpResponse response, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var to = json.Text("to");
        json.Finish();
        return (await snooze.Handle(id, to, errors, ct)).Match(snoozed => TaskJson.Ok(response, snoozed.Task), problem => problem.ToJson());
    }

    public Task<Result<Tasks.Changed>> Handle(Guid id, string? to, FormErrors errors, CancellationToken ct) => tasks.With(id, (_, task, _) =>
    {
        var days = to switch { "tomorrow" => 1, "next_week" => TaskDue.DaysOfWeek, _ => 0 };
        if (days == 0 && !errors.Has("to")) errors.Add("to", "Put it off to tomorrow or next_week.");
        if (errors.Any) return Task.FromResult<Result<Tasks.Told?>>(errors.ToProblem());
        var snoozed = task.Edit(task.Facts with { Due = task.Due with { On = business.Today.PlusDays(days) } });
        return Task.FromResult<Result<Tasks.Told?>>(!snoozed.IsOk ? snoozed.Problem : snoozed.Value ? new Tasks.Told(ActivityKinds.TaskChanged, task.Due.ToString()) : (Tasks.Told?)null);
    }, ct);
}
