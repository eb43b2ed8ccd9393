using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Lets an uploaded list go in, with the columns as the person has chosen them.</summary>
public sealed class StartImport(AppDb db, CurrentUser user)
{
    public static async Task<IResult> FromPage(Guid id, HttpRequest request, StartImport start, ImportBell bell, CurrentBusiness business, CancellationToken ct)
    {
        var result = await start.Handle(id, await request.ReadFormAsync(ct), ct);
        if (!result.IsOk)
            return result.Problem.ToPage();
        bell.RingAfter(request.HttpContext, business.Id!.Value);
        return Results.Redirect($"/imports/{id}");
    }

    /// <summary>Once started it stays started, with the columns of whoever was first: pressing the button twice is no error.</summary>
    public async Task<Result<bool>> Handle(Guid id, IEnumerable<KeyValuePair<string, StringValues>> columns, CancellationToken ct)
    {
        if (await db.Imports.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(one => one.Id == id, ct) is not { } import)
            return new Problem.NotFound();
        if (import.State != ImportState.Draft)
            return false;
        var chosen = ImportPreview.Chosen(ImportFile.Read(await db.FileOf(id, ct)), import.Kind, columns);
        if (!chosen.HaveName)
            return new Problem.Invalid("columns", "Say which column is the name or the company.");
        var mapping = ImportWords.Write(chosen.All);
        return await db.InTransaction(() => db.Imports.Where(one => one.Id == id && one.State == ImportState.Draft).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.State, ImportState.Queued).SetProperty(one => one.Mapping, mapping), ct), ct) == 1;
    }
}
