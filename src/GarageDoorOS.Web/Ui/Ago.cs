using System.Globalization;
using NodaTime;

namespace GarageDoorOS.Web.Ui;

/// <summary>Says how long ago something was, the way people do, by the calendar of the business.</summary>
public static class Ago
{
    public static string Text(Instant at, Instant now, DateTimeZone zone)
    {
        var minutes = (int)(now - at).TotalMinutes;
        if (minutes < 1) return "now";
        if (minutes < 60) return string.Create(CultureInfo.InvariantCulture, $"{minutes} min");

        var day = at.InZone(zone).Date;
        var today = now.InZone(zone).Date;
        return Period.DaysBetween(day, today) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} h"),
            1 => "Yesterday",
            < 7 and var days => string.Create(CultureInfo.InvariantCulture, $"{days} d"),
            < 56 and var days => string.Create(CultureInfo.InvariantCulture, $"{days / 7} wk"),
            _ => day.ToString(day.Year == today.Year ? "MMM d" : "MMM uuuu", CultureInfo.InvariantCulture),
        };
    }

    public static string Exact(Instant at, Instant now, DateTimeZone zone)
    {
        var local = at.InZone(zone).LocalDateTime;
        return local.ToString(local.Year == now.InZone(zone).Year ? "ddd, MMM d, h:mm tt" : "ddd, MMM d, uuuu, h:mm tt", CultureInfo.InvariantCulture);
    }
}
