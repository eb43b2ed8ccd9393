using System.Globalization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;

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
        LeadFields.Status => LeadStatusExtensions.TryRead(text, out var status) ? status.Title() : text,
        LeadFields.EstimatedValue => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? Money.Format(amount, currency) : text,
        "phones" => string.Join(", ", text.Split('\n').Select(line => line.Split('\t') is [var number, var label] ? $"{number} ({label})" : line)),
        "contacts" => text.Replace("\n", "; ", StringComparison.Ordinal),
        "addresses" => string.Join("; ", text.Split('\n').Select(line => line.Split('\t') is [var address, var label] ? $"{address} ({label})" : line)),
        "emails" => text.Replace("\n", ", ", StringComparison.Ordinal),
        _ => text,
    };

    /// <summary>The beginning of a long text.</summary>
    public static string Beginning(string text)
    {
        if (text.Length <= Longest) return text;
        var cut = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return text[..cut].TrimEnd() + " …";
    }
}
