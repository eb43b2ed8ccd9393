using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Looks a list through before anything of it is saved.</summary>
public sealed class PreviewImport(AppDb db, CurrentBusiness business, PreviewRows rows)
{
    private const int MostWords = 60;

    /// <summary>
    /// The columns as <paramref name="chosen"/> (c0, c1, …) says; as the saved mapping that it names, or that knows every column of the file where nothing is
    /// chosen; otherwise by name.
    /// </summary>
    public async Task<ImportPreview> Handle(Import import, IReadOnlyList<KeyValuePair<string, StringValues>> chosen, CancellationToken ct)
    {
        if (await db.StartOf(import.Id, ct) is not { } file)
            return ImportPreview.None;
        var saved = await db.MappingsFor(import.Kind, ct);
        var used = Used(saved, ImportColumns.Read(file.Headers, null, import.Kind), chosen);
        var columns = ImportPreview.Chosen(file, import.Kind, chosen, used?.Fields());
        var known = (await db.Sources.Select(source => source.NameKey).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var counted = Count(file, columns);
        return new(
            [.. columns.All.Select(column => new ImportPreview.Column(column, counted.Examples[column.Index]))],
            [.. counted.Stages.Values.OrderByDescending(word => word.Count).Take(MostWords).Select(word => new ImportPreview.Stage(word.Text, word.Count, ImportStages.Read(word.Text).Status))],
            [.. counted.Sources.OrderByDescending(word => word.Value.Count).Take(MostWords).Select(word => new ImportPreview.Channel(word.Value.Text, word.Value.Count, !known.Contains(word.Key)))],
            columns.HaveName)
        {
            Kind = import.Kind,
            OnlyRows = file.IsWhole ? null : counted.Rows,
            HasTooManySources = counted.Sources.Keys.Count(key => !known.Contains(key)) > LeadRows.MostNewSources,
            Rows = await rows.Handle(import.Kind, file, new(columns, business.PhoneCountry), ct),
            Saved = saved,
            Used = used,
        };
    }

    // «names» asks for none, also where one would fit.
    private static SavedMapping? Used(List<SavedMapping> saved, ImportColumns columns, IReadOnlyList<KeyValuePair<string, StringValues>> chosen)
    {
        var named = chosen.FirstOrDefault(field => field.Key == "mapping").Value.ToString();
        return named.Length > 0 ? saved.FirstOrDefault(one => one.Id.ToString() == named)
            : chosen.Any(field => field.Key.StartsWith('c')) ? null
            : saved.Where(one => one.Knows(columns)).MaxBy(one => one.SavedAt);
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
