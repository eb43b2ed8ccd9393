namespace GarageDoorOS.Domain.Imports;

/// <summary>One column of the file and what it is to us.</summary>
public sealed record ImportColumn(int Index, string Header, ImportField Field);

/// <summary>The columns of somebody's list, taken by name unless a mapping says otherwise.</summary>
public sealed class ImportColumns
{
    /// <summary>How many columns a list may have.</summary>
    public const int Most = 300;

    public IReadOnlyList<ImportColumn> All { get; }

    private ImportColumns(IReadOnlyList<ImportColumn> all) => All = all;

    /// <param name="mapping">Header to field; a header that it does not name is taken by its name.</param>
    public static ImportColumns Read(IReadOnlyList<string> headers, IReadOnlyDictionary<string, ImportField>? mapping = null, ImportKind kind = ImportKind.Leads)
    {
        var taken = new HashSet<ImportField>();
        var columns = new List<ImportColumn>();
        var names = Unique(headers);
        var chosen = names.ConvertAll(name => Chosen(name, mapping));
        // What somebody chose comes before what a name suggests, wherever it stands in the file.
        taken.UnionWith(chosen.OfType<ImportField>());
        for (var index = 0; index < headers.Count; index++)
        {
            var field = chosen[index] ?? Free(Guess(headers[index], kind), taken);
            columns.Add(new(index, names[index], field));
        }

        return new(columns);
    }

    /// <summary>Whether a row can give a record its name.</summary>
    public bool HaveName => All.Any(column => column.Field is ImportField.Name or ImportField.FirstName or ImportField.LastName or ImportField.Company);

    // Two columns of one name are told apart by a number, in the mapping as in the notes.
    private static List<string> Unique(IReadOnlyList<string> headers)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var next = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var names = new List<string>();
        for (var index = 0; index < headers.Count; index++)
        {
            var header = PlainText.OneLine(headers[index]) is { Length: > 0 } typed ? typed : $"Column {index + 1}";
            var (name, number) = (header, next.GetValueOrDefault(header, 2));
            while (!seen.Add(name))
                name = $"{header} ({number++})";
            next[header] = number;
            names.Add(name);
        }

        return names;
    }

    private static ImportField? Chosen(string name, IReadOnlyDictionary<string, ImportField>? mapping) =>
        mapping is not null && mapping.TryGetValue(name, out var field) ? field : null;

    private static ImportField Guess(string header, ImportKind kind) => ImportFields.Guess(header) is var field && field.IsFor(kind) ? field : ImportField.Other;

    private static ImportField Free(ImportField field, HashSet<ImportField> taken) =>
        field.MayRepeat() || taken.Add(field) ? field : ImportField.Other;
}
