using GarageDoorOS.Domain.Nurture;
using NodaTime;

namespace GarageDoorOS.Domain.Consent;

/// <summary>From when to when messages may go, as <c>08:00</c>; the end is not part of it.</summary>
public sealed record SendingHours(string From, string To)
{
    public LocalTime Begin => TaskDue.ReadTime(From)!.Value;
    public LocalTime End => TaskDue.ReadTime(To)!.Value;

    /// <summary>What is left of these hours within others; null where nothing is.</summary>
    public SendingHours? Within(SendingHours other)
    {
        var (from, to) = (LocalTime.Max(Begin, other.Begin), LocalTime.Min(End, other.End));
        return from < to ? new(TaskDue.Text(from), TaskDue.Text(to)) : null;
    }

    public override string ToString() => $"{From}–{To}";
}

/// <summary>The hours of a US state that are stricter than all others; on Sunday there may be none.</summary>
public sealed record StateHours(string State, string From, string To, string? SundayFrom, string? SundayTo)
{
    public SendingHours OnDays => new(From, To);
    public SendingHours? OnSunday => SundayFrom is null || SundayTo is null ? null : new(SundayFrom, SundayTo);

    /// <summary>What states are known to ask for at the end of 2026, by those that public tables agree upon; laws change, and a business changes them here.</summary>
    public static IReadOnlyList<StateHours> Usual { get; } =
    [
        new("AL", "08:00", "20:00", null, null), new("CT", "09:00", "20:00", "09:00", "20:00"), new("FL", "08:00", "20:00", "08:00", "20:00"), new("KY", "10:00", "21:00", "10:00", "21:00"),
        new("LA", "08:00", "20:00", null, null), new("MD", "08:00", "20:00", "08:00", "20:00"), new("MA", "08:00", "20:00", "08:00", "20:00"), new("MS", "08:00", "20:00", null, null),
        new("OK", "08:00", "20:00", "08:00", "20:00"), new("TX", "09:00", "21:00", "12:00", "21:00"),
    ];

    /// <summary>«TX 09:00–21:00, Sunday 12:00–21:00».</summary>
    public override string ToString() => $"{State} {OnDays}, Sunday {OnSunday?.ToString() ?? "none"}";
}
