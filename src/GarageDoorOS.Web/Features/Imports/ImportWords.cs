using System.Text.Json;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>A mapping, <c>{"Column":"field"}</c>, in JSON and in memory.</summary>
internal static class ImportWords
{
    public static Dictionary<string, ImportField> Read(string? json, FormErrors errors)
    {
        var mapping = new Dictionary<string, ImportField>(StringComparer.OrdinalIgnoreCase);
        if (string.IsNullOrWhiteSpace(json))
            return mapping;
        try
        {
            foreach (var (column, word) in JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [])
            {
                if (ImportFields.TryRead(word, out var field))
                    mapping[column.Trim()] = field;
                else
                    errors.Add($"mapping.{column}", $"A column can be {string.Join(", ", Enum.GetValues<ImportField>().Select(f => f.Word()))}.");
            }
        }
        catch (JsonException)
        {
            errors.Add("mapping", "Send an object of column names and field names, such as {\"Phone 1\":\"phone\"}.");
        }

        return mapping;
    }

    public static string Write(IEnumerable<ImportColumn> columns) =>
        JsonSerializer.Serialize(columns.ToDictionary(column => column.Header, column => column.Field.Word()));

    public static ImportColumns Columns(this Import import, ImportFile file) =>
        ImportColumns.Read(file.Headers, Read(import.Mapping, new FormErrors()));

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
        ImportField.Ignored => "Leave out",
        _ => field.ToString(),
    };
}
