using System.Text;
using GarageDoorOS.Domain;

namespace GarageDoorOS.Web.Http;

/// <summary>Lines as a spreadsheet opens them: RFC 4180, and nothing in them is a formula.</summary>
internal static class CsvText
{
    /// <summary>What a file begins with, so that a spreadsheet reads it as UTF-8.</summary>
    public const string Mark = "\uFEFF";

    /// <summary>One line with its end.</summary>
    public static StringBuilder Line(this StringBuilder csv, char delimiter, IEnumerable<string> cells) =>
        csv.Plain(delimiter, cells.Select(SpreadsheetText.Guarded));

    /// <summary>A line for our own reading, which no spreadsheet opens: its cells are as they are.</summary>
    public static StringBuilder Plain(this StringBuilder csv, char delimiter, IEnumerable<string> cells) =>
        csv.AppendJoin(delimiter, cells.Select(cell => Quoted(cell, delimiter))).Append("\r\n");

    private static string Quoted(string cell, char delimiter) =>
        cell.AsSpan().ContainsAny([delimiter, '"', '\r', '\n']) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
