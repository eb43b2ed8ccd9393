using System.Text;
using System.Text.RegularExpressions;

namespace GarageDoorOS.Web.Http;

/// <summary>Cells as a spreadsheet opens them: RFC 4180, and nothing in them is a formula. What lists that come in undo is undone by <see cref="Domain.Imports.ImportMapping"/>.</summary>
internal static partial class CsvText
{
    /// <summary>What a file begins with, so that a spreadsheet reads it as UTF-8.</summary>
    public const string Mark = "\uFEFF";

    /// <summary>One line with its end.</summary>
    public static StringBuilder Line(this StringBuilder csv, char delimiter, IEnumerable<string> cells) =>
        csv.AppendJoin(delimiter, cells.Select(cell => Quoted(Harmless(cell), delimiter))).Append("\r\n");

    private static string Quoted(string cell, char delimiter) =>
        cell.AsSpan().ContainsAny([delimiter, '"', '\r', '\n']) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    // Behind an apostrophe a spreadsheet takes it for text. Text that looks like that already gets one more, so that what is taken off is what was put on.
    private static string Harmless(string cell) => FormulaOrKept().IsMatch(cell) && !Number().IsMatch(cell) ? "'" + cell : cell;

    [GeneratedRegex(@"^'*[=@+\-\t\r]")]
    private static partial Regex FormulaOrKept();

    [GeneratedRegex(@"^[+-][\d\s().,/x#-]*$")]
    private static partial Regex Number();
}
