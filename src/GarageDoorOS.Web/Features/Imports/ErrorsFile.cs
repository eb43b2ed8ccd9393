using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Lines as a spreadsheet opens them: in the signs of the list that they come from, and nothing in them is a formula.</summary>
internal sealed partial class ErrorsFile(char delimiter)
{
    private readonly StringBuilder csv = new();

    public void Add(IEnumerable<string> cells) =>
        csv.AppendJoin(delimiter, cells.Select(cell => Quoted(Harmless(cell)))).Append("\r\n");

    /// <summary>The number that a spreadsheet gives the line, why it was not taken, and the line.</summary>
    public void Add(int line, string reason, IEnumerable<string> cells) =>
        csv.Append(CultureInfo.InvariantCulture, $"{line}{delimiter}\"{Doubled(reason)}\"{delimiter}").AppendJoin(delimiter, cells.Select(cell => Quoted(Harmless(cell)))).Append("\r\n");

    public override string ToString() => csv.ToString();

    private string Quoted(string cell) => cell.AsSpan().ContainsAny([delimiter, '"', '\r', '\n']) ? $"\"{Doubled(cell)}\"" : cell;

    private static string Doubled(string text) => text.Replace("\"", "\"\"", StringComparison.Ordinal);

    // Behind an apostrophe a spreadsheet takes it for text.
    private static string Harmless(string cell) => cell is ['=' or '@' or '\t' or '\r', ..] || (cell is ['+' or '-', ..] && !Number().IsMatch(cell)) ? "'" + cell : cell;

    [GeneratedRegex(@"^[+-][\d\s().,/x#-]*$")]
    private static partial Regex Number();
}
