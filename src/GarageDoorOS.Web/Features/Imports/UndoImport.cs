using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Imports.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Takes a list back: what nobody has touched since goes to the trash, what somebody has worked on stays.</summary>
public sealed class UndoImport(AppDb db, CurrentUser user)
{
    /// <summary>What it would do now.</summary>
    public sealed record Response(Import Import, int Removes, int Keeps);

    public static async Task<IResult> Form(Guid id, UndoImport undo, HttpContext context, Html html, CancellationToken ct) =>
        (await undo.Look(id, ct)).Match(seen => html.Page<UndoImportDialog>(new { Seen = seen, AsPage = !context.IsHtmx() }), problem => problem.ToPage());

    public static async Task<IResult> FromPage(Guid id, UndoImport undo, HttpContext context, ImportBell bell, CurrentBusiness business, CancellationToken ct)
    {
        var result = await undo.Handle(id, ct);
        if (!result.IsOk) return result.Problem.ToPage();
        bell.RingAfter(context, business.Id!.Value);
        return Done.Answer(context, "The list is being taken back.", "import-changed", $"/imports/{id}");
    }

    public static async Task<IResult> FromApi(Guid id, UndoImport undo, HttpContext context, ImportBell bell, CurrentBusiness business, CancellationToken ct)
    {
        var result = await undo.Handle(id, ct);
        if (!result.IsOk) return result.Problem.ToJson();
        bell.RingAfter(context, business.Id!.Value);
        return Results.Accepted($"/api/imports/{id}", ShowImport.Row.Of(result.Value));
    }

    /// <summary>From now on it is being taken back; asked twice, it is taken back once.</summary>
    public async Task<Result<Import>> Handle(Guid id, CancellationToken ct)
    {
        var seen = await Look(id, ct);
        if (!seen.IsOk) return seen.Problem;
        var actor = user.Actor;
        await db.InTransaction(async () =>
        {
            var import = await db.Imports.SingleAsync(one => one.Id == id, ct);
            if (import.TakeBack(actor)) await db.SaveChangesAsync(ct);
        }, ct);
        return await db.Imports.AsNoTracking().SingleAsync(one => one.Id == id, ct);
    }

    private async Task<Result<Response>> Look(Guid id, CancellationToken ct)
    {
        if (await db.Imports.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(one => one.Id == id && one.State != ImportState.Draft, ct) is not { } import)
            return new Problem.NotFound();
        if (!user.MayUndo(import.Kind)) return new Problem.Forbidden($"You may not delete {import.Kind.Many()}, so you may not take a list of them back.");
        if (import.State is ImportState.Undoing or ImportState.Undone) return new Problem.Conflict("already_undone", "This list was taken back already.");
        if (!import.CanBeUndone) return new Problem.Conflict("not_over", "The list is still coming in. Take it back when it is over.");
        var (all, untouched) = import.Kind == ImportKind.Leads
            ? (await db.LeadsOf(import).CountAsync(ct), await db.LeadsOf(import).Untouched(db, import).CountAsync(ct))
            : (await db.CustomersOf(import).CountAsync(ct), await db.CustomersOf(import).Untouched(db, import).CountAsync(ct));
        return new Response(import, untouched, all - untouched);
    }
}
