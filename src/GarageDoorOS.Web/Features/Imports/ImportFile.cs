using System.Text;
using System.Text.Unicode;
using Sylvan.Data.Csv;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>A list as somebody exported it: reads every line, however odd, and never stops at one.</summary>
public sealed class ImportFile
{
    private const int LongestLine = 4 * 1024 * 1024;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    // The first mark of UTF-32 is that of UTF-16 with two more bytes.
    private static readonly Encoding[] Marked = [Encoding.UTF32, Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];

    private readonly string text;
    private readonly int before;

    private ImportFile(string text, bool isWhole)
    {
        (this.text, IsWhole) = (text, isWhole);
        var heading = FirstLine(text);
        Delimiter = Delimiters.MaxBy(delimiter => heading.Count(c => c == delimiter));
        foreach (var line in Read(text, 0))
        {
            before++;
            if (line.Cells.All(string.IsNullOrWhiteSpace))
                continue;
            Headers = line.Cells;
            break;
        }
    }

    public char Delimiter { get; }

    /// <summary>False where only the beginning has been read.</summary>
    public bool IsWhole { get; }

    /// <summary>The first line that has something; empty when the file has nothing.</summary>
    public IReadOnlyList<string> Headers { get; } = [];

    public static ImportFile Read(byte[] bytes) => new(Decode(bytes), isWhole: true);

    /// <summary>The beginning of a file, up to its last whole line: what stands behind may be half a letter.</summary>
    public static ImportFile ReadStart(byte[] bytes) =>
        new(Decode(bytes.AsSpan().LastIndexOfAny((byte)'\r', (byte)'\n') is > 0 and var end ? bytes.AsSpan(0, end) : bytes), isWhole: false);

    /// <summary>All lines below the heading, numbered from 1.</summary>
    public IEnumerable<ImportLine> Lines() => Read(text, before);

    /// <summary>The cells of a line of this file.</summary>
    public IEnumerable<string> Cells(string line) => Read(line, 0).SelectMany(one => one.Cells);

    // Cut out of the rest, of which there may be 60 MB, without a copy of it.
    private static string FirstLine(string text)
    {
        var from = text.AsSpan().TrimStart();
        return from[..(from.IndexOfAny('\r', '\n') is >= 0 and var end ? end : from.Length)].ToString();
    }

    private IEnumerable<ImportLine> Read(string lines, int skip)
    {
        using var reader = CsvDataReader.Create(new StringReader(lines), new CsvDataReaderOptions
        {
            HasHeaders = false,
            CsvStyle = CsvStyle.Lax,
            Delimiter = Delimiter,
            Comment = '\uffff', // by default a line that begins with # would be left out
            MaxBufferSize = LongestLine,
        });
        for (var number = 1 - skip; ; number++)
        {
            var line = Next(reader, number);
            if (line is null)
                yield break;
            if (number > 0)
                yield return line;
            if (line.Broken is not null)
                yield break;
        }
    }

    private static ImportLine? Next(CsvDataReader reader, int number)
    {
        try
        {
            if (!reader.Read())
                return null;
            var cells = new string[reader.RowFieldCount];
            for (var at = 0; at < cells.Length; at++)
                cells[at] = reader.GetString(at);
            return new(number, cells, reader.GetRawRecordSpan().TrimEnd("\r\n").ToString());
        }
        catch (CsvRecordTooLargeException)
        {
            return new(number, [], "") { Broken = "From this line on the file cannot be read: a quotation mark is opened and never closed." };
        }
    }

    // Spreadsheets on Windows still write the old Western code page; whatever is no UTF-8 is read as that.
    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        foreach (var marked in Marked)
        {
            if (bytes.StartsWith(marked.Preamble))
                return marked.GetString(bytes[marked.Preamble.Length..]);
        }

        return (Utf8.IsValid(bytes) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!).GetString(bytes);
    }
}
