using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Leads;
using Microsoft.Extensions.Primitives;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>What will become of a list: its columns with an example of each, its first rows, its stages and its sources.</summary>
public sealed record ImportPreview(
    IReadOnlyList<ImportPreview.Column> Columns, IReadOnlyList<ImportPreview.Stage> Stages, IReadOnlyList<ImportPreview.Channel> Sources, bool HasName)
{
    public ImportKind Kind { get; init; }

    /// <summary>How many rows were looked at, where that is not all of them.</summary>
    public int? OnlyRows { get; init; }

    /// <summary>The column of sources has so many new ones that it is hardly one: the rest goes into the notes.</summary>
    public bool HasTooManySources { get; init; }

    public IReadOnlyList<Row> Rows { get; init; } = [];

    /// <summary>The mappings that were saved for lists of this kind, and the one that the columns are as.</summary>
    public IReadOnlyList<SavedMapping> Saved { get; init; } = [];
    public SavedMapping? Used { get; init; }

    public sealed record Column(ImportColumn Of, string Example);

    public sealed record Stage(string Word, int Count, LeadStatus Becomes);

    public sealed record Channel(string Name, int Count, bool IsNew);

    /// <summary>One of the first rows: what it says, and in a sentence what will happen to it. It comes in unless it is kept out.</summary>
    public sealed record Row(int Line, string Title, IReadOnlyList<string> Facts, LeadStatus? Status, string Says, bool IsKeptOut);

    public static ImportPreview None { get; } = new([], [], [], true);

    /// <summary>The columns of a file, each as a form's field c0, c1, … has it; what is not chosen is as <paramref name="saved"/> has it, otherwise by name.</summary>
    internal static ImportColumns Chosen(ImportFile file, ImportKind kind, IEnumerable<KeyValuePair<string, StringValues>> form, IReadOnlyDictionary<string, ImportField>? saved = null)
    {
        var fields = form.Where(field => field.Key.StartsWith('c')).ToDictionary(field => field.Key, field => field.Value.ToString());
        var byName = ImportColumns.Read(file.Headers, saved, kind);
        var mapping = new Dictionary<string, ImportField>(saved ?? new Dictionary<string, ImportField>(), StringComparer.OrdinalIgnoreCase);
        foreach (var column in byName.All)
        {
            if (fields.TryGetValue($"c{column.Index}", out var word) && ImportFields.TryRead(word, out var field) && field.IsFor(kind))
                mapping[column.Header] = field;
        }

        return ImportColumns.Read(file.Headers, mapping, kind);
    }
}
