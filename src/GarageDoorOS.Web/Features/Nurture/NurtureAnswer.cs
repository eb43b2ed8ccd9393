using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui.Records;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

internal static class NurtureAnswer
{
    private const string Changed = "leads-changed";

    /// <summary>Done or skipped, with its undo.</summary>
    public static IResult Closed(HttpContext context, Tasks.Changed closed) => Done.Answer(context, Said(closed), Changed, $"/leads/{closed.Lead.Id}", Undo(closed));

    /// <summary>Done, and what comes next: named where something is planned, asked for where nothing is.</summary>
    public static async Task<IResult> WithNext(HttpContext context, Tasks.Changed done, TaskForms forms, LocalDate today, CancellationToken ct)
    {
        var lead = done.Lead;
        if (!context.IsHtmx() || !lead.Status.IsOpen()) return Closed(context, done);
        if (lead.NextDue is { } due) return Done.Answer(context, $"{Said(done)} Next: {lead.NextTask}, {TaskText.InSentence(due, today)}.", Changed, $"/leads/{lead.Id}", Undo(done));
        Done.Tell(context, Said(done), Changed, Undo(done));
        return await forms.New(lead.Id, ct, done: Said(done));
    }

    private static string Said(Tasks.Changed closed) => $"{closed.Task.Title} is {(closed.Task.State == TaskState.Done ? "done" : "skipped")}.";

    private static string Undo(Tasks.Changed closed) => $"/tasks/{closed.Task.Id}/reopening";
}
