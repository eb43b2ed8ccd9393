using System.Text;

namespace GarageDoorOS.Tests.Features.Imports;

/// <summary>Reads a file letter by letter, by no library and by none of our code: what an import did is held against this.</summary>
public sealed class CountedCsv
{
    private CountedCsv(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows) => (Headers, Rows) = (headers, rows);

    public IReadOnlyList<string> Headers { get; }
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    public IEnumerable<IReadOnlyList<string>> Whole => Rows.Where(row => row.Count == Headers.Count && row.Any(cell => cell.Trim() != ""));

    public IEnumerable<string> Column(string header) => Whole.Select(row => row[Headers.ToList().IndexOf(header)]);

    public static CountedCsv Read(string path)
    {
        var rows = new List<IReadOnlyList<string>>();
        var (row, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        var text = File.ReadAllText(path);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '"' && isQuoted && at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[++at]);
            else if (c == '"') isQuoted = !isQuoted;
            else if (isQuoted || c is not (',' or '\r' or '\n')) cell.Append(c);
            else if (c == ',') End(row, cell);
            else if (c == '\n')
            {
                End(row, cell);
                rows.Add(row);
                row = [];
            }
        }

        if (cell.Length + row.Count > 0)
        {
            End(row, cell);
            rows.Add(row);
        }

        return new(rows[0], rows[1..]);
    }

    private static void End(List<string> row, StringBuilder cell)
    {
        row.Add(cell.ToString());
        cell.Clear();
    }
}
