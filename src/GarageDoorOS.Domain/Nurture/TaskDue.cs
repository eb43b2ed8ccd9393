using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Domain.Nurture;

/// <summary>How near a due day is, by the calendar of the business.</summary>
public enum DueGroup { Overdue, Today, Week, Later, None }

/// <summary>
/// When a task is to be done: a day of the business's calendar, and a time of that day where there is one. It is a wall clock's: where a business
/// moves to another zone, nine o'clock stays nine o'clock.
/// </summary>
public readonly record struct TaskDue(LocalDate On, LocalTime? At)
{
    /// <summary>What a lead without a next action sorts by: behind every day.</summary>
    public const long None = long.MaxValue - 1;

    /// <summary>And a closed lead, for which there is nothing to do, behind those: so each is one range of an index.</summary>
    public const long Closed = long.MaxValue;

    /// <summary>How far ahead «the next seven days» reach.</summary>
    public const int DaysOfWeek = 7;

    private const long MinutesOfDay = 1_440;
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalDate First = new(1970, 1, 1);

    /// <summary>Minutes since 1970 on the wall clock, twice, and one more where there is a time: what has none comes first in its day, and both databases sort it alike.</summary>
    public long Sort => 2 * (Period.DaysBetween(First, On) * MinutesOfDay + (At is { } at ? at.Hour * 60 + at.Minute : 0)) + (At is null ? 0 : 1);

    /// <summary>The first <see cref="Sort"/> that a task of this day can have.</summary>
    public static long StartOf(LocalDate day) => new TaskDue(day, null).Sort;

    public static TaskDue? Of(long sort)
    {
        if (sort >= None) return null;
        var minutes = sort >> 1;
        var day = First.PlusDays((int)(minutes / MinutesOfDay));
        var minute = (int)(minutes % MinutesOfDay);
        return new(day, (sort & 1) == 1 ? new LocalTime(minute / 60, minute % 60) : null);
    }

    public DueGroup Group(LocalDate today) =>
        On < today ? DueGroup.Overdue : On == today ? DueGroup.Today : On <= today.PlusDays(DaysOfWeek) ? DueGroup.Week : DueGroup.Later;

    /// <summary>The moment in a zone: a time that a clock change skips moves behind it, one that comes twice is its first.</summary>
    public Instant Moment(DateTimeZone zone) => On.At(At ?? LocalTime.Midnight).InZoneLeniently(zone).ToInstant();

    /// <summary><c>2026-11-28</c> or <c>2026-11-28 09:00</c>.</summary>
    public override string ToString() => LocalDatePattern.Iso.Format(On) + (At is { } at ? " " + Clock.Format(at) : "");

    public static string Text(LocalTime time) => Clock.Format(time);

    /// <summary>Reads <c>9:30</c> or <c>09:30</c>; null for anything else.</summary>
    public static LocalTime? ReadTime(string? text) => text is not null && Clock.Parse(text.Trim().PadLeft(5, '0')) is { Success: true, Value: var time } ? time : null;
}
