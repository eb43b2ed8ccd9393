using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Forgets a view; its leads stay as they are.</summary>
public sealed class DeleteView(AppDb db, ViewRules rules)
{
    public sealed record Request(int? Version, bool Strict);

    public static async Task<IResult> FromPage(Guid id, DeleteView delete, HttpContext context, CancellationToken ct) =>
        (await delete.Handle(id, new(null, Strict: false), ct)).Match(
            view => Done.Answer(context, $"«{view.Name}» is no view any more. Its leads are untouched.", "views-changed", "/leads"),
            problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, string? version, DeleteView delete, HttpContext context, CancellationToken ct)
    {
        var sent = await Versions.OfDelete(context, version);
        return (sent.IsOk ? await delete.Handle(id, new(sent.Value, Strict: true), ct) : sent.Problem).Match(_ => Results.NoContent(), problem => problem.ToJson());
    }

    public Task<Result<SavedView>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<SavedView>>(async () =>
    {
        if (await rules.Held(id, ct) is not { } view) return new Problem.NotFound();
        if (view.IsShared && !rules.MayShare) return new Problem.Forbidden(ViewRules.NotYours);
        if (request.Strict && Versions.Check(request.Version, strict: true, view, () => ViewJson.Of(view)) is { } problem) return problem;
        db.Remove(view);
        await db.SaveChangesAsync(ct);
        return view;
    }, ct);
}
