using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Imports.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Where an import stands: its columns before it starts, its progress, its result.</summary>
public sealed class ShowImport(AppDb db, CurrentUser user, PreviewImport previewing)
{
    private const int MostErrors = 100, MostKept = 100;

    /// <summary>An import as programs see it; <c>rows</c> are those dealt with so far.</summary>
    public sealed record Row(Guid Id, ImportState State, int Rows, int Created, int Updated, int Skipped, int Failed, int Removed, string ErrorsUrl)
    {
        public static Row Of(Import import) => new(
            import.Id, import.State, import.LinesDone, import.Created, import.Updated, import.Skipped, import.Failed, import.Removed, $"/api/imports/{import.Id}/errors");
    }

    public sealed record View(Import Import, IReadOnlyList<ImportError> Errors, ImportPreview? Preview)
    {
        public IReadOnlyList<Kept> Kept { get; init; } = [];

        /// <summary>How many were kept, of which some are in <see cref="Kept"/>.</summary>
        public int KeptInAll { get; init; }
        public bool MayUndo { get; init; }
    }

    /// <summary>What an undone list has left, because somebody worked on it, and who did last.</summary>
    public sealed record Kept(Guid Id, string Title, string? By);

    public static async Task<IResult> FromPage(Guid id, HttpRequest request, ShowImport show, Html html, CancellationToken ct)
    {
        var result = await show.Look(id, [.. request.Query], ct);
        if (!result.IsOk)
            return result.Problem.ToPage();
        return request.Headers["HX-Target"].ToString() switch
        {
            "import-progress" => html.Fragment<ImportProgress>(new { result.Value }),
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

    /// <summary>With its columns as <paramref name="chosen"/>, where it is a draft.</summary>
    public async Task<Result<View>> Look(Guid id, IEnumerable<KeyValuePair<string, StringValues>> chosen, CancellationToken ct)
    {
        if (await db.Imports.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(one => one.Id == id, ct) is not { } import)
            return new Problem.NotFound();
        if (import.State == ImportState.Draft)
            return new View(import, [], await previewing.Handle(import, [.. chosen], ct));
        var errors = await db.ImportErrors.AsNoTracking().Where(error => error.ImportId == id).OrderBy(error => error.Line).Take(MostErrors).ToListAsync(ct);
        var view = new View(import, errors, null) { MayUndo = import.CanBeUndone && user.MayUndo(import.Kind) };
        return import.State == ImportState.Undone ? await WithKept(view, ct) : view;
    }

    private async Task<View> WithKept(View view, CancellationToken ct)
    {
        var import = view.Import;
        var leads = db.LeadsOf(import).VisibleTo(user);
        var (count, found) = import.Kind == ImportKind.Leads
            ? (await leads.CountAsync(ct), await leads.OrderBy(one => one.ImportLine).Take(MostKept).Select(one => new { one.Id, Title = one.Name != "" ? one.Name : one.Company }).ToListAsync(ct))
            : (await db.CustomersOf(import).CountAsync(ct), await db.CustomersOf(import).OrderBy(one => one.ImportLine).Take(MostKept).Select(one => new { one.Id, Title = one.Name != "" ? one.Name : one.Company }).ToListAsync(ct));
        var ids = found.ConvertAll(one => one.Id);
        var last = (await db.Work(import).Where(line => ids.Contains(line.SubjectId)).GroupBy(line => line.SubjectId).Select(lines => lines.OrderByDescending(line => line.At).ThenByDescending(line => line.Id).First()).ToListAsync(ct))
            .ToDictionary(line => line.SubjectId);
        return view with { KeptInAll = count, Kept = found.ConvertAll(one => new Kept(one.Id, one.Title, last.GetValueOrDefault(one.Id)?.ActorName)) };
    }
}
