using System.Globalization;
using GarageDoorOS.Domain.Businesses;
using NodaTime;

namespace GarageDoorOS.Domain.Nurture;

/// <summary>When a step is due, and why then.</summary>
public sealed record StepTime(TaskDue Due, string Why);

/// <summary>What a step comes after: the task of this title, or the beginning where there is none, at this moment.</summary>
public sealed record StepAfter(string? Title, Instant At);

/// <summary>Works out when steps are due, by the clock and the hours of a business.</summary>
public sealed class StepClock(DateTimeZone zone, WorkingHours hours)
{
    private const int Fortnight = 14;

    /// <summary>
    /// When <paramref name="step"/> is due. <paramref name="takenToday"/>: how many steps its lead has had on the day of <paramref name="now"/>;
    /// with <paramref name="perDay"/> of them the next one waits for another day.
    /// </summary>
    public StepTime Next(CadenceStep step, StepAfter after, int takenToday, int? perDay, Instant now)
    {
        var here = now.InZone(zone).LocalDateTime;
        var why = Begins(step, after);
        var (day, time) = Waited(step, after.At);
        if (step.Time is { } at && !step.IsByClock && day == here.Date && at < here.TimeOfDay) (day, why) = (day.PlusDays(1), why + $"; {TaskDue.Text(at)} had passed");
        if (step.OnWorkingDays) (day, time, why) = Working(step, day, time, after.At, why);
        if (takenToday >= perDay && day == here.Date)
        {
            (day, time, why) = (day.PlusDays(1), step.IsByClock ? null : time, why + $"; not more than {perDay} {(perDay == 1 ? "step" : "steps")} a day");
            if (step.OnWorkingDays) (day, time, why) = Working(step, day, step.IsByClock ? LocalTime.Midnight : time, after.At, why);
        }
        return new(new(day, time), why);
    }

    private (LocalDate Day, LocalTime? Time) Waited(CadenceStep step, Instant from)
    {
        if (!step.IsByClock) return (from.InZone(zone).Date.PlusDays(step.WaitDays), step.Time);
        var at = (from + step.WaitTime).InZone(zone).LocalDateTime;
        return (at.Date, step.Wait == 0 ? null : new LocalTime(at.Hour, at.Minute));
    }

    private (LocalDate Day, LocalTime? Time, string Why) Working(CadenceStep step, LocalDate day, LocalTime? time, Instant from, string why)
    {
        var first = day;
        var at = time ?? from.InZone(zone).TimeOfDay;
        for (var tried = 0; tried < Fortnight; tried++)
        {
            var open = hours.On(day.DayOfWeek);
            if (open is { } && (!step.IsByClock || open.Value.Has(at))) return (day, time, day == first ? why : why + Skipped(first));
            if (open is { } later && at < later.From) return (day, later.From, why + (day == first ? $"; work begins at {TaskDue.Text(later.From)}" : Skipped(first)));
            (day, at, time) = (day.PlusDays(1), step.IsByClock ? LocalTime.Midnight : at, step.IsByClock ? LocalTime.Midnight : time);
        }
        return (first, time == LocalTime.Midnight ? null : time, why); // a business that never works
    }

    private string Skipped(LocalDate day) => hours.On(day.DayOfWeek) is null ? $"; {day.DayOfWeek} is no working day" : "; it is after work";

    private string Begins(CadenceStep step, StepAfter after)
    {
        var from = after.At.InZone(zone).LocalDateTime.ToString("ddd, MMM d HH:mm", CultureInfo.InvariantCulture);
        var cause = after.Title is { } title ? $"«{title}» was done ({from})" : $"the cadence began ({from})";
        var wait = step.Wait == 0 ? step.IsByClock ? "At once when " : "The day on which " : step.WaitInWords + " after ";
        return wait + cause + (step.IsByClock || step.At is null ? "" : $", at {step.At}");
    }
}
