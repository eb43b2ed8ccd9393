namespace GarageDoorOS.Domain.Imports;

/// <summary>One column of the file and what it is to us.</summary>
public sealed record ImportColumn(int Index, string Header, ImportField Field);

/// <summary>The columns of somebody's list, taken by name unless a mapping says otherwise.</summary>
public sealed class ImportColumns
{
    public IReadOnlyList<ImportColumn> All { get; }

    private ImportColumns(IReadOnlyList<ImportColumn> all) => All = all;

    /// <param name="mapping">Header to field; a header that it does not name is taken by its name.</param>
    public static ImportColumns Read(IReadOnlyList<string> headers, IReadOnlyDictionary<string, ImportField>? mapping = null)
    {
        var taken = new HashSet<ImportField>();
        var columns = new List<ImportColumn>();
        var chosen = headers.Select(header => Chosen(header, mapping)).ToList();
        // What somebody chose comes before what a name suggests, wherever it stands in the file.
        taken.UnionWith(chosen.OfType<ImportField>());
        for (var index = 0; index < headers.Count; index++)
        {
            var header = PhoneNumber.Clean(headers[index]);
            var field = chosen[index] ?? Free(ImportFields.Guess(header), taken);
            columns.Add(new(index, header.Length > 0 ? header : $"Column {index + 1}", field));
        }

        return new(columns);
    }

    public bool Has(params ReadOnlySpan<ImportField> fields)
    {
        foreach (var field in fields)
        {
            if (All.Any(column => column.Field == field))
                return true;
        }

        return false;
    }

    private static ImportField? Chosen(string header, IReadOnlyDictionary<string, ImportField>? mapping) =>
        mapping is not null && mapping.TryGetValue(header.Trim(), out var field) ? field : null;

    private static ImportField Free(ImportField field, HashSet<ImportField> taken) =>
        field.MayRepeat() || taken.Add(field) ? field : ImportField.Other;
}
