using System.Text.Json;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>A mapping, <c>{"Column":"field"}</c>, in JSON and in memory.</summary>
internal static class ImportWords
{
    public static Dictionary<string, ImportField> Read(string? json, ImportKind kind, FormErrors errors)
    {
        if (string.IsNullOrWhiteSpace(json))
            return [];
        try
        {
            return Read(JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [], "mapping", kind, errors);
        }
        catch (JsonException)
        {
            errors.Add("mapping", "Send an object of column names and field names, such as {\"Phone 1\":\"phone\"}, or the name of a saved mapping.");
            return [];
        }
    }

    /// <summary>The same, of words that were read already; <paramref name="path"/> is where they stood.</summary>
    public static Dictionary<string, ImportField> Read(IEnumerable<KeyValuePair<string, string>> words, string path, ImportKind kind, FormErrors errors)
    {
        var mapping = new Dictionary<string, ImportField>(StringComparer.OrdinalIgnoreCase);
        foreach (var (column, word) in words)
        {
            if (ImportFields.TryRead(word, out var field) && field.IsFor(kind))
                mapping[column.Trim()] = field;
            else
                errors.Add($"{path}.{column}", $"A column can be {string.Join(", ", ImportFields.Of(kind).Select(f => f.Word()))}.");
        }

        return mapping;
    }

    public static string Write(IEnumerable<KeyValuePair<string, ImportField>> columns) =>
        JsonSerializer.Serialize(columns.ToDictionary(column => column.Key, column => column.Value.Word()));

    public static string Write(IEnumerable<ImportColumn> columns) => Write(columns.Select(column => KeyValuePair.Create(column.Header, column.Field)));

    public static ImportColumns Columns(this Import import, ImportFile file) =>
        ImportColumns.Read(file.Headers, Read(import.Mapping, import.Kind, new FormErrors()), import.Kind);

    /// <summary>What the rows of a list are called.</summary>
    public static string Many(this ImportKind kind) => kind == ImportKind.Customers ? "customers" : "leads";

    /// <summary><c>leads</c> or <c>customers</c> in any case, leads where nothing is said; null for anything else.</summary>
    public static ImportKind? ReadKind(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        null or "" or "leads" => ImportKind.Leads,
        "customers" => ImportKind.Customers,
        _ => null,
    };

    /// <summary>What a field is called on the page.</summary>
    public static string Title(this ImportField field) => field switch
    {
        ImportField.Other => "Notes, under its name",
        ImportField.FirstName => "First name",
        ImportField.LastName => "Last name",
        ImportField.LostReason => "Lost reason",
        ImportField.EstimatedValue => "Estimated value",
        ImportField.PostalCode => "Postal code",
        ImportField.Owner => "Assignee",
        ImportField.Region => "State or region",
        ImportField.Created => "Created on",
        ImportField.Type => "Residential or commercial",
        ImportField.OptOut => "Wants no messages and calls",
        ImportField.TextOptOut => "Wants no texts",
        ImportField.EmailOptOut => "Wants no e-mail",
        ImportField.CallOptOut => "Wants no calls",
        ImportField.Ignored => "Leave out",
        _ => field.ToString(),
    };
}
