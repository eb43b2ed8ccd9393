using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Customers;
using NodaTime;

namespace GarageDoorOS.Domain.Imports;

/// <summary>What has been gathered from one row so far.</summary>
internal sealed class ImportReading(IReadOnlyList<string> cells)
{
    private readonly Dictionary<ImportField, string> ones = [];
    private readonly List<string> byName = [];

    public List<PhoneNumber> Phones { get; } = [];
    public List<string> Emails { get; } = [];
    public List<string> Notes { get; } = [];
    public decimal? Value { get; set; }
    public LocalDateTime? Created { get; set; }
    public CustomerType? Type { get; set; }
    public Dictionary<ConsentChannel, string> OptOuts { get; } = [];

    public string Cell(int index) => PlainText.Lines(SpreadsheetText.Unguarded(cells[index]));
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
