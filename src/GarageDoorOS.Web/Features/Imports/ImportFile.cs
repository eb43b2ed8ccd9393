using System.Text;
using System.Text.Unicode;
using Sylvan.Data.Csv;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>A list as somebody exported it: reads every line, however odd, and never stops at one.</summary>
public sealed class ImportFile
{
    private const int LongestLine = 4 * 1024 * 1024;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private readonly string text;
    private readonly int before;

    private ImportFile(string text)
    {
        this.text = text;
        var heading = text.TrimStart().Split(['\r', '\n'], 2)[0];
        Delimiter = Delimiters.MaxBy(delimiter => heading.Count(c => c == delimiter));
        foreach (var line in Read(0))
        {
            before++;
            if (line.Cells.All(string.IsNullOrWhiteSpace))
                continue;
            (Headers, Heading) = (line.Cells, line.Text);
            break;
        }
    }

    public char Delimiter { get; }

    /// <summary>The first line that has something; empty when the file has nothing.</summary>
    public IReadOnlyList<string> Headers { get; } = [];
    public string Heading { get; } = "";

    public static ImportFile Read(byte[] bytes) => new(Decode(bytes));

    /// <summary>All lines below the heading, numbered from 1.</summary>
    public IEnumerable<ImportLine> Lines() => Read(before);

    private IEnumerable<ImportLine> Read(int skip)
    {
        using var reader = CsvDataReader.Create(new StringReader(text), new CsvDataReaderOptions
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
    private static string Decode(byte[] bytes)
    {
        var plain = Utf8.IsValid(bytes) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        using var reader = new StreamReader(new MemoryStream(bytes), plain, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
