using System.Globalization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Work;

namespace GarageDoorOS.Web.Ui.Records;

/// <summary>How the fields of records and their values, as the timeline keeps them, are said to people.</summary>
public static class FieldText
{
    private const int Longest = 160;

    /// <summary>«the phone», «the estimated value».</summary>
    public static string The(string field) => "the " + Word(field);

    public static string Word(string field) => field switch
    {
        "phones" => "phone",
        "emails" => "e-mail",
        "addresses" => "address",
        LeadFields.AssigneeId => "assignee",
        LeadFields.EstimatedValue => "estimated value",
        LeadFields.ServiceAddress => "service address",
        LeadFields.LostReason => "reason",
        _ => field,
    };

    /// <summary>A value; <paramref name="names"/> are those of the team members by id.</summary>
    public static string Of(string field, string? text, IReadOnlyDictionary<string, string> names, string currency) => field switch
    {
        LeadFields.AssigneeId => text is null ? "nobody" : names.GetValueOrDefault(text, "somebody who has left"),
        _ when string.IsNullOrEmpty(text) => "",
        LeadFields.Status => LeadStatusExtensions.TryRead(text, out var status) ? status.Title() : WorkStatuses.Read(text)?.ToString() ?? text,
        LeadFields.EstimatedValue or "amount" => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? Money.Format(amount, currency) : text,
        "phones" => string.Join(", ", text.Split('\n').Select(line => line.Split('\t') is [var number, var label] ? $"{number} ({label})" : line)),
        "contacts" or "addresses" => string.Join("; ", LinesText.Read(text).Select(Entry)),
        "emails" => text.Replace("\n", ", ", StringComparison.Ordinal),
        _ => text,
    };

    // The second part says what the first is: Ann Lee (Manager), 1 Yard Rd (service).
    private static string Entry(string[] parts) => parts switch
    {
        [var what, { Length: > 0 } role, .. var more] => Listed([$"{what} ({role})", .. more]),
        _ => Listed(parts),
    };

    private static string Listed(IEnumerable<string> parts) => string.Join(", ", parts.SelectMany(p => p.Split('\n', '\t')).Where(p => p.Length > 0));

    /// <summary>The beginning of a long text.</summary>
    public static string Beginning(string text)
    {
        if (text.Length <= Longest) return text;
        var cut = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return text[..cut].TrimEnd() + " …";
    }
}
