using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>What will become of a list: its columns with an example of each, its stages and its sources.</summary>
public sealed record ImportPreview(
    IReadOnlyList<ImportPreview.Column> Columns, IReadOnlyList<ImportPreview.Stage> Stages, IReadOnlyList<ImportPreview.Channel> Sources, bool HasName)
{
    /// <summary>How many rows were looked at, where that is not all of them.</summary>
    public int? OnlyRows { get; private init; }

    /// <summary>The column of sources has so many new ones that it is hardly one: the rest goes into the notes.</summary>
    public bool HasTooManySources { get; private init; }

    private const int MostWords = 60;

    public sealed record Column(ImportColumn Of, string Example);

    public sealed record Stage(string Word, int Count, LeadStatus Becomes);

    public sealed record Channel(string Name, int Count, bool IsNew);

    public static ImportPreview None { get; } = new([], [], [], true);

    /// <summary>The columns as <paramref name="chosen"/> (c0, c1, …) says, otherwise by name.</summary>
    internal static async Task<ImportPreview> Of(AppDb db, Import import, IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> chosen, CancellationToken ct)
    {
        if (await db.StartOf(import.Id, ct) is not { } file)
            return None;
        var columns = Chosen(file, chosen);
        var known = (await db.Sources.Select(source => source.NameKey).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var counted = Count(file, columns);
        return new(
            [.. columns.All.Select(column => new Column(column, counted.Examples[column.Index]))],
            [.. counted.Stages.Values.OrderByDescending(word => word.Count).Take(MostWords).Select(word => new Stage(word.Text, word.Count, ImportStages.Read(word.Text).Status))],
            [.. counted.Sources.OrderByDescending(word => word.Value.Count).Take(MostWords).Select(word => new Channel(word.Value.Text, word.Value.Count, !known.Contains(word.Key)))],
            columns.HaveName)
        {
            OnlyRows = file.IsWhole ? null : counted.Rows,
            HasTooManySources = counted.Sources.Keys.Count(key => !known.Contains(key)) > ImportRows.MostNewSources,
        };
    }

    /// <summary>The columns of a file, each as a form's field c0, c1, … has it; what is not chosen is taken by name.</summary>
    internal static ImportColumns Chosen(ImportFile file, IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> form)
    {
        var fields = form.Where(field => field.Key.StartsWith('c')).ToDictionary(field => field.Key, field => field.Value.ToString());
        var byName = ImportColumns.Read(file.Headers);
        var mapping = new Dictionary<string, ImportField>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in byName.All)
        {
            if (fields.TryGetValue($"c{column.Index}", out var word) && ImportFields.TryRead(word, out var field))
                mapping[column.Header] = field;
        }

        return ImportColumns.Read(file.Headers, mapping);
    }

    private sealed record Counted(string[] Examples)
    {
        public Dictionary<string, (string Text, int Count)> Stages { get; } = new(StringComparer.Ordinal);
        public Dictionary<string, (string Text, int Count)> Sources { get; } = new(StringComparer.Ordinal);
        public int Rows { get; set; }
    }

    private static Counted Count(ImportFile file, ImportColumns columns)
    {
        var counted = new Counted([.. Enumerable.Repeat("", columns.All.Count)]);
        foreach (var line in file.Lines())
        {
            counted.Rows++;
            foreach (var column in columns.All.Where(column => column.Index < line.Cells.Count))
            {
                var cell = line.Cells[column.Index].Trim();
                if (cell.Length == 0)
                    continue;
                if (counted.Examples[column.Index].Length == 0)
                    counted.Examples[column.Index] = cell;
                if (column.Field is ImportField.Status or ImportField.Source)
                    Add(column.Field == ImportField.Status ? counted.Stages : counted.Sources, cell);
            }
        }

        return counted;
    }

    private static void Add(Dictionary<string, (string Text, int Count)> words, string text)
    {
        var key = Folding.Fold(text);
        words[key] = words.TryGetValue(key, out var word) ? (word.Text, word.Count + 1) : (text, 1);
    }
}
