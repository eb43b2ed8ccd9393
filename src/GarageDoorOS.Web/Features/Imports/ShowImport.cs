using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Imports.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Where an import stands: its columns before it starts, its progress, its result.</summary>
public sealed class ShowImport(AppDb db, CurrentUser user)
{
    private const int MostErrors = 100;

    /// <summary>An import as programs see it; <c>rows</c> are those dealt with so far.</summary>
    public sealed record Row(Guid Id, ImportState State, int Rows, int Created, int Updated, int Skipped, int Failed, string ErrorsUrl)
    {
        public static Row Of(Import import) =>
            new(import.Id, import.State, import.LinesDone, import.Created, import.Updated, import.Skipped, import.Failed, $"/api/imports/{import.Id}/errors");
    }

    public sealed record View(Import Import, IReadOnlyList<ImportError> Errors, ImportPreview? Preview);

    public static async Task<IResult> FromPage(Guid id, HttpRequest request, ShowImport show, Html html, CancellationToken ct)
    {
        var result = await show.Look(id, request.Query, ct);
        if (!result.IsOk)
            return result.Problem.ToPage();
        return request.Headers["HX-Target"].ToString() switch
        {
            "import-progress" => html.Fragment<ImportProgress>(new { result.Value.Import, result.Value.Errors }),
            "import-preview" => html.Fragment<ImportPreviewPart>(new { Preview = result.Value.Preview ?? ImportPreview.None }),
            _ => html.Page<ImportPage>(new { result.Value }),
        };
    }

    public static async Task<IResult> FromApi(Guid id, ShowImport show, CancellationToken ct) =>
        (await show.Handle(id, ct)).Match(import => Results.Ok(Row.Of(import)), problem => problem.ToJson());

    /// <summary>A draft is nobody's business but of the page that it waits on.</summary>
    public async Task<Result<Import>> Handle(Guid id, CancellationToken ct) =>
        await db.Imports.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(import => import.Id == id && import.State != ImportState.Draft, ct) is { } import
            ? import
            : new Problem.NotFound();

    private async Task<Result<View>> Look(Guid id, IQueryCollection query, CancellationToken ct)
    {
        if (await db.Imports.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(one => one.Id == id, ct) is not { } import)
            return new Problem.NotFound();
        if (import.State == ImportState.Draft)
            return new View(import, [], await ImportPreview.Of(db, import, query, ct));
        var errors = await db.ImportErrors.AsNoTracking().Where(error => error.ImportId == id).OrderBy(error => error.Line).Take(MostErrors).ToListAsync(ct);
        return new View(import, errors, null);
    }
}
