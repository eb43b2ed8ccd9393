using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Nurture;

internal static class NurtureAnswer
{
    /// <summary>Done or skipped, with its undo.</summary>
    public static IResult Closed(HttpContext context, Tasks.Changed closed) => Done.Answer(
        context, $"{closed.Task.Title} is {(closed.Task.State == TaskState.Done ? "done" : "skipped")}.", "leads-changed", $"/leads/{closed.Lead.Id}", $"/tasks/{closed.Task.Id}/reopening");
}
