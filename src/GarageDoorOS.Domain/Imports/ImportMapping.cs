using System.Text.RegularExpressions;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;

namespace GarageDoorOS.Domain.Imports;

/// <summary>Turns the cells of a row into what it says; what fits no field of ours is written into its notes by name.</summary>
public sealed partial class ImportMapping(ImportColumns columns, string country)
{
    public ImportColumns Columns => columns;

    public ImportRow Read(IReadOnlyList<string> cells)
    {
        if (cells.All(string.IsNullOrWhiteSpace))
            return ImportRow.Empty;
        if (cells.Count < columns.All.Count || cells.Skip(columns.All.Count).Any(cell => !string.IsNullOrWhiteSpace(cell)))
            return ImportRow.Failed($"The row has {cells.Count} cells, the header has {columns.All.Count}.");

        var row = new ImportReading(cells);
        foreach (var column in columns.All)
            Take(column, row);

        var name = Name(row);
        var company = row.One(ImportField.Company) ?? "";
        if (!new LeadFacts { Name = name, Company = company }.HasName)
            return ImportRow.Failed("The row has neither a name nor a company.");

        var stage = row.One(ImportField.Status);
        var (status, reason) = ImportStages.Read(stage);
        if (reason is not null)
            reason = row.One(ImportField.LostReason) ?? reason;
        else
            row.Note(columns, ImportField.LostReason);

        return ImportRow.Read(new(name, company, row.Phones, row.Emails, row.One(ImportField.Source), status, reason, stage ?? "",
            row.Value, row.AllNotes(), row.One(ImportField.Owner) ?? "", Address(row))
        { Created = row.Created, Type = row.Type, OptOuts = row.OptOuts });
    }

    /// <summary>Notes with what a field could not take, under its column's name.</summary>
    public string NotesWith(string notes, ImportField field, string cell) =>
        Joined("\n", notes, $"{columns.All.First(column => column.Field == field).Header}: {cell}");

    private string Name(ImportReading row)
    {
        var parts = string.Join(' ', new[] { row.One(ImportField.FirstName), row.One(ImportField.LastName) }.OfType<string>());
        if (row.One(ImportField.Name) is not { } name)
            return parts;
        if (!Folding.Fold(name).Contains(Folding.Fold(parts), StringComparison.Ordinal))
        {
            row.Note(columns, ImportField.FirstName);
            row.Note(columns, ImportField.LastName);
        }

        return name;
    }

    private void Take(ImportColumn column, ImportReading row)
    {
        var cell = row.Cell(column.Index);
        if (cell.Length == 0 || column.Field == ImportField.Ignored)
            return;
        switch (column.Field)
        {
            case ImportField.Phone:
                foreach (var typed in Several().Split(cell).Select(part => part.Trim()).Where(part => part.Length > 0))
                    TakePhone(column, typed, row);
                break;
            case ImportField.Email:
                foreach (var typed in cell.Split([';', ',', ' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
                    TakeEmail(column, typed, row);
                break;
            case ImportField.EstimatedValue when Money.TryParse(cell, out var amount):
                row.Value = amount;
                break;
            case ImportField.Created when ImportMoments.Read(cell) is { } moment:
                row.Created = moment;
                break;
            case ImportField.Type when CustomerTypeOf(cell) is { } type:
                row.Type = type;
                break;
            case var field when field.IsOptOut():
                TakeOptOut(column, cell, row);
                break;
            case ImportField.Other or ImportField.EstimatedValue or ImportField.Created or ImportField.Type:
                row.Note(column, cell);
                break;
            case ImportField.Notes:
                row.Notes.Add(cell);
                break;
            default:
                row.Set(column.Field, cell);
                break;
        }
    }

    private void TakePhone(ImportColumn column, string typed, ImportReading row)
    {
        var said = Labelled().Match(typed);
        var (label, number) = said.Success ? (said.Groups["label"].Value, said.Groups["number"].Value) : (Label(column.Header), typed);
        if (said.Success && !number.Any(char.IsDigit) && PhoneNumber.NoLabel.Equals(label, StringComparison.OrdinalIgnoreCase)) label = null;
        if ((said.Success || number.Any(char.IsDigit)) && number.Length <= PhoneNumber.MaxLength && row.Phones.Count < PhoneNumber.Most)
            row.Phones.Add(PhoneNumber.Read(number, country, label));
        else
            row.Note(column, typed);
    }

    private static void TakeEmail(ImportColumn column, string typed, ImportReading row)
    {
        if (EmailAddress.TryNormalise(typed, out _) && row.Emails.Count < EmailAddress.Most)
            row.Emails.Add(typed);
        else
            row.Note(column, typed);
    }

    // A list says no by «no», by 0 or by nothing. Whatever else stands there closes the address: the one mistake can be mended, the other cannot.
    private static void TakeOptOut(ImportColumn column, string cell, ImportReading row)
    {
        if (Folding.Fold(cell) is "no" or "n" or "false" or "0" or "-" or "none" or "never" or "subscribed" or "opted in" or "active") return;
        foreach (var channel in column.Field.Closes()) row.OptOuts.TryAdd(channel, $"{column.Header}: {cell}");
    }

    private static CustomerType? CustomerTypeOf(string word) => Folding.Fold(word) switch
    {
        "residential" or "home" or "homeowner" or "private" or "person" => CustomerType.Residential,
        "commercial" or "business" or "company" => CustomerType.Commercial,
        _ => null,
    };

    private static string? Label(string header) => Folding.Fold(header) switch
    {
        var h when h.Contains("mobile", StringComparison.Ordinal) || h.Contains("cell", StringComparison.Ordinal) => "mobile",
        var h when h.Contains("home", StringComparison.Ordinal) => "home",
        var h when h.Contains("work", StringComparison.Ordinal) || h.Contains("office", StringComparison.Ordinal) => "work",
        _ => null,
    };

    // As an envelope has it: 1 Elm St Apt 2, Austin, TX 78701, USA
    private static string Address(ImportReading row) => Joined(", ",
        Joined(" ", row.One(ImportField.Street), row.One(ImportField.Unit)), row.One(ImportField.City),
        Joined(" ", row.One(ImportField.Region), row.One(ImportField.PostalCode)), row.One(ImportField.Country));

    private static string Joined(string by, params string?[] parts) => string.Join(by, parts.Where(part => !string.IsNullOrEmpty(part)));

    // «mobile: (512) 555-0143»
    [GeneratedRegex(@"^(?!tel:)(?<label>\p{L}[\p{L} ]{0,29}):\s*(?<number>\S.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Labelled();

    [GeneratedRegex(@"\n+|;(?!ext=)|\s/\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Several();
}
