using GarageDoorOS.Domain;
using MiniExcelLibs;

namespace GarageDoorOS.Web.Http;

/// <summary>Rows as an Excel workbook. Written to a file of the system's first, which goes when it has been sent: so a hundred thousand rows take no more memory than ten.</summary>
internal static class Workbook
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int Piece = 64 * 1024;

    public static async Task<IResult> File(string name, string sheet, IReadOnlyList<string> headings, IAsyncEnumerable<string[]> rows, CancellationToken ct)
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Piece, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            // It writes while it reads, one row at a time, and knows no other way than to wait for each.
            await Task.Run(() => MiniExcel.SaveAs(file, Named(headings, rows.ToBlockingEnumerable(ct)), sheetName: sheet), ct);
            file.Position = 0;
            return Results.Stream(file, Type, name);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static IEnumerable<Dictionary<string, object>> Named(IReadOnlyList<string> headings, IEnumerable<string[]> rows)
    {
        var any = false;
        foreach (var row in rows)
        {
            any = true;
            yield return headings.Zip(row).ToDictionary(cell => cell.First, cell => (object)SpreadsheetText.Guarded(cell.Second));
        }

        if (!any) yield return headings.ToDictionary(heading => heading, _ => (object)"");
    }
}
