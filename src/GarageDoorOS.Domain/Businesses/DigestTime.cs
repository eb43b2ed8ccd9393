using GarageDoorOS.Domain.Nurture;
using NodaTime;

namespace GarageDoorOS.Domain.Businesses;

/// <summary>When a team member gets «your day» by e-mail: once each day of the business's calendar, at this time of its clock. <paramref name="SentOn"/>: the last day that is over with.</summary>
public readonly record struct DigestTime(LocalTime At, LocalDate? SentOn)
{
    /// <summary>It is time, or was today: a server that was off then is late, but not by a day.</summary>
    public bool IsDue(Instant now, DateTimeZone zone) => !IsOver(now.InZone(zone).Date) && MomentOn(now.InZone(zone).Date, zone) <= now;

    /// <summary>The day of the next one.</summary>
    public LocalDate NextOn(LocalDate today) => IsOver(today) ? today.PlusDays(1) : today;

    /// <summary>A time that a clock change skips is as late as its day begins late; of one that comes twice it is the first.</summary>
    public Instant MomentOn(LocalDate day, DateTimeZone zone) => new TaskDue(day, At).Moment(zone);

    private bool IsOver(LocalDate today) => SentOn >= today;
}
