using System.Globalization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Consent;

namespace GarageDoorOS.Web.Ui.Records;

/// <summary>How consent reads on the screen.</summary>
public static class ConsentText
{
    public static string Title(ConsentChannel channel) => channel switch { ConsentChannel.Text => "Texts", ConsentChannel.Call => "Calls", _ => "E-mail" };

    /// <summary>A timeline knows no country: numbers of another stand in it with their code.</summary>
    private const string OfTimelines = "US";

    /// <summary>«agreed on Nov 12 by phone», «withdrawn today by text: STOP», «nothing noted».</summary>
    public static string Holds(Consent? entry, Viewer viewer)
    {
        if (entry is null) return "nothing noted";
        var (day, today) = (entry.At.InZone(viewer.Zone).Date, viewer.Today);
        var when = day == today ? "today" : "on " + day.ToString(day.Year == today.Year ? "MMM d" : "MMM d, uuuu", CultureInfo.InvariantCulture);
        return $"{(entry.IsGiven ? "agreed" : "withdrawn")} {when} {entry.How.InWords()}";
    }

    /// <summary>What a timeline keeps, as it reads after the name of who wrote it down: «noted that they agreed to texts to (203) 555-0143, by phone: «yes, text me»».</summary>
    public static string Told(bool isGiven, string? about, string? how)
    {
        var (channel, address) = ConsentAddress.Parse(about) is { } at ? (at.Channel, MessageText.Address(at.Address, OfTimelines)) : (ConsentChannel.Text, about);
        var (way, wording) = how?.Split(": ", 2) is [var first, var rest] ? (first, $": «{FieldText.Beginning(rest)}»") : (how, "");
        return $"noted that they {(isGiven ? "agreed to" : "want no more")} {channel.InWords()} to {address}, {ConsentHows.Read(way)?.InWords()}{wording}";
    }
}
