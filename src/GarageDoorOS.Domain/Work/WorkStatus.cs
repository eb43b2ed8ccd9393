namespace GarageDoorOS.Domain.Work;

/// <summary>How far an estimate or a job has come. The numbers are stored, and sort in the order of the work.</summary>
public enum WorkStatus
{
    Draft = 0, Sent = 1, Viewed = 2, Approved = 3, Declined = 4, Voided = 5, Converted = 6,
    Unscheduled = 20, Scheduled = 21, Done = 22, Cancelled = 23,
}

/// <summary>How statuses of work are written in JSON, addresses and the timeline.</summary>
public static class WorkStatuses
{
    private static readonly Dictionary<string, WorkStatus> ByWord =
        Enum.GetValues<WorkStatus>().ToDictionary(status => status.Word(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Something is still to be said or done.</summary>
    public static IReadOnlyList<WorkStatus> Open { get; } = [WorkStatus.Draft, WorkStatus.Sent, WorkStatus.Viewed, WorkStatus.Approved, WorkStatus.Unscheduled, WorkStatus.Scheduled];

    public static string Word(this WorkStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>Reads a word in any case; null for anything else.</summary>
    public static WorkStatus? Read(string? word) => word is not null && ByWord.TryGetValue(word.Trim(), out var status) ? status : null;
}
