using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>What a lead's fields can hold, for a list as for a form: nothing is cut off, the line is given back instead.</summary>
internal static class ImportLimits
{
    /// <summary>A cell that not even the notes could hold is refused before anything puzzles over it.</summary>
    public static ImportRow Read(ImportMapping mapping, IReadOnlyList<string> cells)
    {
        var read = mapping.Columns.All.Where(column => column.Field != ImportField.Ignored && column.Index < cells.Count);
        return read.FirstOrDefault(column => Length(column) > TextRule.Notes) is { } tooLong
            ? ImportRow.Failed(TooLong(tooLong.Header, Length(tooLong), TextRule.Notes))
            : Held(mapping.Read(cells));

        int Length(ImportColumn column) => cells[column.Index].AsSpan().Trim().Length;
    }

    public static ImportRow Held(ImportRow row)
    {
        if (row.Lead is not { } lead)
            return row;
        var texts = new (string Field, string? Text, int Most)[]
        {
            ("name", lead.Name, TextRule.Line), ("company", lead.Company, TextRule.Line), ("source", lead.Source, TextRule.Line),
            ("stage", lead.StageWord, TextRule.Line), ("owner", lead.Owner, TextRule.Line), ("lost reason", lead.LostReason, TextRule.Line),
            ("address", lead.ServiceAddress, TextRule.Address), ("notes", lead.Notes, TextRule.Notes),
        };
        foreach (var (field, text, most) in texts)
        {
            if (text?.Length > most)
                return ImportRow.Failed(TooLong(field, text.Length, most));
        }

        return lead.Source is not null && Folding.Fold(lead.Source).Length == 0 ? ImportRow.Read(lead with { Source = null }) : row;
    }

    private static string TooLong(string field, int length, int most) => $"The {field} has {length} characters; at most {most} can be kept.";
}
