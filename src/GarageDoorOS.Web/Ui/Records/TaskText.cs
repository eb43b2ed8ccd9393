using System.Globalization;
using GarageDoorOS.Domain.Nurture;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Ui.Records;

/// <summary>How tasks read on the screen.</summary>
public static class TaskText
{
    /// <summary>«Today 09:00», «2 d late», «Tomorrow», «Mon, Dec 7».</summary>
    public static string Due(TaskDue due, LocalDate today)
    {
        var days = Period.DaysBetween(today, due.On);
        var day = days switch
        {
            < 0 => $"{-days} d late",
            0 => "Today",
            1 => "Tomorrow",
            < 7 => due.On.ToString("dddd", CultureInfo.InvariantCulture),
            _ => Short(due.On, today),
        };
        return due.At is { } at && days >= 0 ? $"{day} {TaskDue.Text(at)}" : day;
    }

    /// <summary>The same within a sentence: «tomorrow 09:00».</summary>
    public static string InSentence(TaskDue due, LocalDate today) => Due(due, today) is var text && due.On <= today.PlusDays(1) ? text.ToLowerInvariant() : text;

    /// <summary>A day as a timeline keeps it, for people: «Sat, Nov 28», «Sat, Nov 28 09:00».</summary>
    public static string Kept(string text) =>
        text.Length >= 10 && LocalDatePattern.Iso.Parse(text[..10]) is { Success: true, Value: var day } ? day.ToString("ddd, MMM d", CultureInfo.InvariantCulture) + text[10..] : text;

    /// <summary><c>2026-11-28</c>, as a date field wants it.</summary>
    public static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static string Title(TaskOutcome outcome) => outcome switch
    {
        TaskOutcome.Reached => "Reached",
        TaskOutcome.LeftMessage => "Left a message",
        TaskOutcome.NoAnswer => "No answer",
        TaskOutcome.Sent => "Sent",
        TaskOutcome.NotInterested => "Not interested",
        TaskOutcome.WrongNumber => "Wrong number",
    };

    public static string Title(TaskKind kind) => kind == TaskKind.Email ? "E-mail" : kind.ToString();

    private static string Short(LocalDate day, LocalDate today) => day.ToString(day.Year == today.Year ? "ddd, MMM d" : "MMM d, uuuu", CultureInfo.InvariantCulture);
}
