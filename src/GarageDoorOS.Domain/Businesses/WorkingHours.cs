using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Domain.Businesses;

/// <summary>From when to when a business works on a day; a <paramref name="To"/> of 0:00 is midnight, the end of that day.</summary>
public readonly record struct OpenHours(LocalTime From, LocalTime To)
{
    public bool IsRight => To == LocalTime.Midnight || From < To;

    public bool Has(LocalTime time) => time >= From && (To == LocalTime.Midnight || time < To);
}

/// <summary>When a business works, weekday by weekday, by its own clock: «is it open now?» asks this.</summary>
public sealed class WorkingHours : IEquatable<WorkingHours>
{
    private const string Closed = "-";
    private static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private readonly IReadOnlyList<OpenHours?> days;

    private WorkingHours(IReadOnlyList<OpenHours?> days) => this.days = days;

    public static IReadOnlyList<IsoDayOfWeek> Week { get; } = [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)];

    /// <summary>What a business starts with: Monday to Friday, 8 to 5.</summary>
    public static WorkingHours Usual { get; } = Of(day => day <= IsoDayOfWeek.Friday ? new(new(8, 0), new(17, 0)) : null);

    /// <summary>Each day as <paramref name="on"/> says; null is closed.</summary>
    public static WorkingHours Of(Func<IsoDayOfWeek, OpenHours?> on) => new([.. Week.Select(on)]);

    public OpenHours? On(IsoDayOfWeek day) => days[(int)day - 1];

    public bool IsOpenAt(Instant at, DateTimeZone zone)
    {
        var local = at.InZone(zone).LocalDateTime;
        return On(local.DayOfWeek)?.Has(local.TimeOfDay) ?? false;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; a business from before there were hours has the usual ones.</summary>
    public static WorkingHours Parse(string text) => text.Length == 0 ? Usual : new([.. text.Split(',').Select(ReadDay)]);

    /// <summary>Monday first, <c>08:00-17:00</c> or <c>-</c>, between commas.</summary>
    public override string ToString() => string.Join(',', days.Select(day => day is { } open ? $"{Pattern.Format(open.From)}-{Pattern.Format(open.To)}" : Closed));

    public bool Equals(WorkingHours? other) => other is not null && days.SequenceEqual(other.days);

    public override bool Equals(object? obj) => Equals(obj as WorkingHours);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private static OpenHours? ReadDay(string text) =>
        text == Closed ? null : text.Split('-') is [var from, var to] ? new(Pattern.Parse(from).Value, Pattern.Parse(to).Value) : throw new FormatException($"No hours of a day: {text}");
}
