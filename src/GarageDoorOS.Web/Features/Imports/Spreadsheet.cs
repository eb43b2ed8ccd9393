using System.Globalization;
using System.IO.Compression;
using System.Text;
using GarageDoorOS.Domain;
using GarageDoorOS.Web.Http;
using MiniExcelLibs;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>An Excel workbook (xlsx) as it comes in: its first sheet as the CSV that all else reads.</summary>
internal static class Spreadsheet
{
    // A workbook is packed: what it is unpacked must not be more than a list may be, whatever it looked like.
    private const long MostUnpacked = 400L * 1024 * 1024;
    private const int MostLetters = 60 * 1024 * 1024, MostRows = 500_000;

    private static readonly Problem.Invalid Unreadable = new("file", "This Excel file cannot be read. Open it, save it as a new workbook or as CSV, and bring that in."),
        TooLarge = new("file", "This workbook is larger than a list can be. Split it, or save the sheet as CSV.");

    /// <summary>Whether it is packed as workbooks are; no text begins so.</summary>
    public static bool Is(byte[] file) => file.AsSpan().StartsWith("PK\u0003\u0004"u8);

    public static Result<byte[]> AsCsv(byte[] file)
    {
        try
        {
            if (Unpacked(file) > MostUnpacked) return TooLarge;
            var (csv, blank, rows) = (new StringBuilder(), 0, 0);
            foreach (var row in new MemoryStream(file).Query(useHeaderRow: false).Cast<IDictionary<string, object?>>())
            {
                if (++rows > MostRows || csv.Length > MostLetters) return TooLarge;
                var cells = row.Values.Select(Text).ToList();
                if (cells.All(string.IsNullOrWhiteSpace))
                {
                    blank++; // it counts as a line where another one follows
                    continue;
                }

                for (; blank > 0; blank--) csv.Plain(',', [.. Enumerable.Repeat("", cells.Count)]);
                csv.Plain(',', cells);
            }

            return Encoding.UTF8.GetBytes(csv.Insert(0, CsvText.Mark).ToString());
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return Unreadable;
        }
    }

    private static long Unpacked(byte[] file)
    {
        using var packed = new ZipArchive(new MemoryStream(file));
        return packed.Entries.Sum(entry => entry.Length);
    }

    // Numbers without an exponent, because phones are numbers there; moments as the import reads them.
    private static string Text(object? cell) => cell switch
    {
        null => "",
        double number when Math.Abs(number) < 1e15 => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        DateTime moment => Rounded(moment) is var at && at.TimeOfDay == TimeSpan.Zero ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        bool flag => flag ? "yes" : "no",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    // A sheet keeps days and their fractions, which come out some microseconds beside the second that was meant.
    private static DateTime Rounded(DateTime moment) => moment.AddTicks(TimeSpan.TicksPerSecond / 2) is var later ? later.AddTicks(-(later.Ticks % TimeSpan.TicksPerSecond)) : moment;
}
