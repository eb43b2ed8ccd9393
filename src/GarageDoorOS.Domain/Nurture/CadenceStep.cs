using NodaTime;

namespace GarageDoorOS.Domain.Nurture;

/// <summary>In what the wait before a step is counted.</summary>
public enum WaitUnit { Minutes, Hours, Days, Weeks }

/// <summary>
/// One step of a cadence: what to do, how long after the one before it was done (the first: after the cadence began), at what time of day
/// (<c>09:00</c>; null: any), and whether only while the business works.
/// </summary>
public sealed record CadenceStep(Guid Id, TaskKind Kind, string Title, int Wait, WaitUnit Unit, string? At, bool OnWorkingDays)
{
    /// <summary>The longest wait, in days.</summary>
    public const int LongestWait = 400;

    /// <summary>What is written to the lead, as a template: for texts and e-mails, which alone may go by themselves. The subject is an e-mail's.</summary>
    public string Text { get; init; } = "";
    public string Subject { get; init; } = "";

    /// <summary>The message goes out when the step is due, and nobody has to do anything.</summary>
    public bool GoesByItself { get; init; }

    /// <summary>The step behind the last one that closes a lead of which nothing was heard.</summary>
    public static Guid ClosingId { get; } = new("00000000-0000-0000-0000-000000000001");

    public bool IsClosing => Id == ClosingId;

    public LocalTime? Time => TaskDue.ReadTime(At);

    /// <summary>Counted by the clock, not by the calendar.</summary>
    public bool IsByClock => Unit is WaitUnit.Minutes or WaitUnit.Hours;

    /// <summary>«4 hours», «1 day».</summary>
    public string WaitInWords => $"{Wait} {(Wait == 1 ? Unit.Word()[..^1] : Unit.Word())}";

    public int WaitDays => Unit == WaitUnit.Weeks ? 7 * Wait : Wait;

    public Duration WaitTime => Unit == WaitUnit.Minutes ? Duration.FromMinutes(Wait) : Duration.FromHours(Wait);
}

/// <summary>How steps are written in JSON and addresses.</summary>
public static class CadenceWords
{
    public static string Word(this WaitUnit unit) => unit.ToString().ToLowerInvariant();

    public static WaitUnit? ReadUnit(string? word) => Enum.GetValues<WaitUnit>().Cast<WaitUnit?>().FirstOrDefault(one => string.Equals(one!.Value.Word(), word?.Trim(), StringComparison.OrdinalIgnoreCase));

    public static string Word(this EnrolmentState state) => state.ToString().ToLowerInvariant();

    public static string Word(this EnrolmentEnd end) => end switch
    {
        EnrolmentEnd.Completed => "completed",
        EnrolmentEnd.ClosedLead => "closed_lead",
        EnrolmentEnd.Replied => "replied",
        EnrolmentEnd.Reached => "reached",
        EnrolmentEnd.Booked => "booked",
        EnrolmentEnd.Converted => "converted",
        EnrolmentEnd.Lost => "lost",
        EnrolmentEnd.OptedOut => "opted_out",
        EnrolmentEnd.Deleted => "deleted",
        EnrolmentEnd.ByHand => "by_hand",
        EnrolmentEnd.Replaced => "replaced",
        EnrolmentEnd.CadenceDeleted => "cadence_deleted",
    };
}
