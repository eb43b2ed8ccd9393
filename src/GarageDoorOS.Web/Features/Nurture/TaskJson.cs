using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>A nurture task as the API gives it. Day and time are those of the business's clock; what was never said is null.</summary>
public sealed record TaskJson
{
    public required Guid Id { get; init; }
    public required Guid LeadId { get; init; }

    /// <summary>The name of its lead; in lists of tasks only.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public string? Lead { get; init; }
    public required TaskKind Kind { get; init; }
    public required string Title { get; init; }
    public required LocalDate DueOn { get; init; }

    /// <summary><c>09:00</c>; null: any time that day.</summary>
    public required string? DueTime { get; init; }

    /// <summary>Null: whoever works the lead.</summary>
    public required Guid? AssigneeId { get; init; }
    public required TaskState State { get; init; }
    public required TaskOutcome? Outcome { get; init; }

    /// <summary>What was noted when it was done, or why it was skipped.</summary>
    public required string? Note { get; init; }
    /// <summary>The lead's way through a cadence that planned it; null where a person did.</summary>
    public required Guid? EnrolmentId { get; init; }

    /// <summary>It does itself when it is due; it may be changed or skipped until then.</summary>
    public required bool IsAutomatic { get; init; }
    public required Instant? ClosedAt { get; init; }
    public required int Version { get; init; }
    public required Instant CreatedAt { get; init; }

    /// <summary>The fields that POST and PUT take.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["kind", "title", "dueOn", "dueTime", "assigneeId"];

    public static TaskJson Of(NurtureTask task) => new()
    {
        Id = task.Id,
        LeadId = task.LeadId,
        Kind = task.Kind,
        Title = task.Title,
        DueOn = task.Due.On,
        DueTime = task.Due.At is { } at ? TaskDue.Text(at) : null,
        AssigneeId = task.AssigneeId,
        State = task.State,
        Outcome = task.Outcome,
        Note = task.Note.Length > 0 ? task.Note : null,
        EnrolmentId = task.EnrolmentId,
        IsAutomatic = task.IsAutomatic,
        ClosedAt = task.ClosedAt,
        Version = task.Version,
        CreatedAt = task.CreatedAt,
    };

    public static IResult Ok(HttpResponse response, NurtureTask task)
    {
        response.ETag(task.Version);
        return TypedResults.Ok(Of(task));
    }
}
