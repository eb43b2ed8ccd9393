using System.Text.RegularExpressions;
using NodaTime;

namespace GarageDoorOS.Domain.Imports;

/// <summary>What has been gathered from one row so far.</summary>
internal sealed partial class ImportReading(IReadOnlyList<string> cells)
{
    private readonly Dictionary<ImportField, string> ones = [];
    private readonly List<string> byName = [];

    public List<PhoneNumber> Phones { get; } = [];
    public List<string> Emails { get; } = [];
    public List<string> Notes { get; } = [];
    public decimal? Value { get; set; }
    public LocalDateTime? Created { get; set; }

    /// <summary>The text of a cell; an apostrophe that keeps it from being a formula in a spreadsheet is none of it.</summary>
    public string Cell(int index) => PlainText.Lines(Kept().IsMatch(cells[index]) ? cells[index][1..] : cells[index]);

    [GeneratedRegex(@"^'+[=@+\-\t\r]")]
    private static partial Regex Kept();
    public string? One(ImportField field) => ones.GetValueOrDefault(field);
    public void Set(ImportField field, string cell) => ones[field] = PlainText.OneLine(cell);
    public void Note(ImportColumn column, string cell) => byName.Add($"{column.Header}: {cell}");
    public void Note(ImportColumns columns, ImportField field)
    {
        if (One(field) is { } cell)
            Note(columns.All.First(column => column.Field == field), cell);
    }

    public string AllNotes() => string.Join('\n', Notes.Concat(byName));
}
