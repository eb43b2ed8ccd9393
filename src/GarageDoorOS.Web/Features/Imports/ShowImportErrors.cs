using System.Globalization;
using System.Text;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>The lines that were not taken, each behind its number and the reason, to be put right and brought in again.</summary>
public sealed class ShowImportErrors(AppDb db, CurrentUser user)
{
    public static async Task<IResult> FromPage(Guid id, ShowImportErrors show, CancellationToken ct) =>
        (await show.Handle(id, ct)).Match(File, problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, ShowImportErrors show, CancellationToken ct) =>
        (await show.Handle(id, ct)).Match(File, problem => problem.ToJson());

    /// <summary>CSV in the signs of the file itself, its heading first.</summary>
    public async Task<Result<string>> Handle(Guid id, CancellationToken ct)
    {
        if (!await db.Imports.VisibleTo(user).AnyAsync(import => import.Id == id && import.State != ImportState.Draft, ct))
            return new Problem.NotFound();
        if (await db.StartOf(id, ct) is not { } start)
            return new Problem.Conflict("file_deleted", $"The list itself was deleted {ExpireImports.FilesStay.Days} days after it came in, so its lines cannot be given out as a file any more.");
        var csv = new StringBuilder(CsvText.Mark).Line(start.Delimiter, ["Line", "Reason", .. start.Headers]);
        await foreach (var error in db.ImportErrors.AsNoTracking().Where(one => one.ImportId == id).OrderBy(one => one.Line).AsAsyncEnumerable().WithCancellation(ct))
            csv.Line(start.Delimiter, [(error.Line + 1).ToString(CultureInfo.InvariantCulture), error.Reason, .. start.Cells(error.Row)]);

        return csv.ToString();
    }

    private static IResult File(string csv) =>
        Results.File(Encoding.UTF8.GetBytes(csv), "text/csv; charset=utf-8", "not-imported.csv");
}
