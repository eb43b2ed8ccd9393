using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Nurture.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Deletes a cadence: the leads in it are taken out, and nobody starts it any more.</summary>
public sealed class DeleteCadence(AppDb db, IClock clock)
{
    /// <summary>Without <paramref name="Strict"/> the version is not asked for: it ends, whatever its steps are.</summary>
    public sealed record Request(int? Version, bool Strict);

    public static async Task<IResult> Form(Guid id, AppDb db, HttpContext context, Html html, CancellationToken ct) =>
        await db.Cadences.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.DeletedAt == null, ct) is { } cadence
            ? html.Page<DeleteCadenceDialog>(new { cadence.Id, cadence.Name, Leads = await db.LeadsInCadence(id, ct), AsPage = !context.IsHtmx() })
            : new Problem.NotFound().ToPage();

    public static async Task<IResult> FromPage(Guid id, DeleteCadence delete, HttpContext context, CancellationToken ct) => (await delete.Handle(id, new(null, Strict: false), ct)).Match(
        cadence => Done.Answer(context, $"{cadence.Name} is deleted.", CadenceRoutes.Changed, CadenceRoutes.Page),
        problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, string? version, DeleteCadence delete, ListCadences list, HttpContext context, CancellationToken ct)
    {
        var sent = await Versions.OfDelete(context, version);
        var deleted = sent.IsOk ? await delete.Handle(id, new(sent.Value, Strict: true), ct) : sent.Problem;
        if (deleted.IsOk) return Results.NoContent();
        return (deleted.Problem is Problem.Stale ? new Problem.Stale((await list.One(id, ct))!) : deleted.Problem).ToJson();
    }

    public Task<Result<Cadence>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<Cadence>>(async () =>
    {
        if (await db.Held<Cadence>(id).SingleOrDefaultAsync(c => c.DeletedAt == null, ct) is not { } cadence) return new Problem.NotFound();
        if (request.Strict && Versions.Check(request.Version, strict: true, cadence, () => cadence) is { } problem) return problem;
        cadence.Delete(clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return cadence;
    }, ct);
}
