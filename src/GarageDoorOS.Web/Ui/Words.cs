using System.Globalization;
using GarageDoorOS.Domain.Leads;
using NodaTime;

namespace GarageDoorOS.Web.Ui;

/// <summary>How closed lists, names and counts are read on the screen.</summary>
public static class Words
{
    /// <summary>«New», «Contacted», …</summary>
    public static string Title(this LeadStatus status) => status switch
    {
        LeadStatus.New => "New",
        LeadStatus.Contacted => "Contacted",
        LeadStatus.Qualified => "Qualified",
        LeadStatus.Converted => "Converted",
        LeadStatus.Lost => "Lost",
        LeadStatus.Unqualified => "Unqualified",
    };

    /// <summary>«10,000», whatever the server's own culture is.</summary>
    public static string Grouped(this int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>«Nov 25, 2026».</summary>
    public static string Spoken(this LocalDate date) => date.ToString("MMM d, uuuu", CultureInfo.InvariantCulture);

    /// <summary>At most two letters for an avatar.</summary>
    public static string Initials(string name)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 0 ? "?" : string.Concat(new[] { parts[0], parts[^1] }.Take(parts.Length == 1 ? 1 : 2).Select(First)).ToUpperInvariant();
    }

    // A first letter may take two chars.
    private static string First(string word) => StringInfo.GetNextTextElement(word);
}
