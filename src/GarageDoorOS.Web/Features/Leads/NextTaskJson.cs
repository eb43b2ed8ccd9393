using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>The next task of a lead. Day and time are those of the business's clock.</summary>
public sealed record NextTaskJson(TaskKind Kind, string Title, LocalDate DueOn)
{
    /// <summary><c>09:00</c>; null: any time that day.</summary>
    public required string? DueTime { get; init; }

    /// <summary>From what stands beside a lead; null where nothing is planned.</summary>
    public static NextTaskJson? Of(LeadStatus status, long sort, TaskKind? kind, string title) =>
        status.IsOpen() && kind is { } what && TaskDue.Of(sort) is { } due ? new(what, title, due.On) { DueTime = due.At is { } at ? TaskDue.Text(at) : null } : null;
}
