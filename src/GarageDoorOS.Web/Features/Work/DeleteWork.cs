using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Work.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Work;

/// <summary>Puts an estimate or a job in the trash, from where it can be brought back for 30 days.</summary>
public sealed class DeleteWork<TWork>(AppDb db, CurrentUser user, IClock clock) where TWork : WorkRecord, IWork<TWork>
{
    /// <summary>Without <paramref name="Strict"/> what somebody edited meanwhile is deleted all the same: nothing of it is lost.</summary>
    public sealed record Request(int? Version, bool Strict);

    public static async Task<IResult> Form(Guid id, ShowWork<TWork> show, HttpContext context, Html html, CancellationToken ct) =>
        (await show.Handle(new(id, FromTrash: false), ct)).Match(
            work => html.Page<DeleteWorkDialog>(new { work.What, work.Id, work.Title, AsPage = !context.IsHtmx() }),
            problem => problem.ToPage());

    public static async Task<IResult> FromPage(Guid id, DeleteWork<TWork> delete, HttpContext context, CancellationToken ct) =>
        (await delete.Handle(id, new(null, Strict: false), ct)).Match(
            work => Done.Answer(context, $"{work.Title} is in the trash.", WorkView.Changed, $"{TWork.Described.Path}/{id}", undo: $"{TWork.Described.Path}/{id}/restoration"),
            problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, string? version, DeleteWork<TWork> delete, HttpContext context, CancellationToken ct)
    {
        var sent = await Versions.OfDelete(context, version);
        return (sent.IsOk ? await delete.Handle(id, new(sent.Value, Strict: true), ct) : sent.Problem).Match(_ => Results.NoContent(), problem => problem.ToJson());
    }

    public Task<Result<TWork>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<TWork>>(async () =>
    {
        var work = await db.Held<TWork>(id).SingleOrDefaultAsync(w => w.DeletedAt == null, ct);
        if (work is null) return new Problem.NotFound();
        if (request.Strict && Versions.Check(request.Version, strict: true, work, () => WorkJson.Of(work)) is { } problem) return problem;

        var now = clock.GetCurrentInstant();
        work.Discard(now);
        db.Note(work, user.Actor, ActivityKinds.Deleted, now);
        await db.SaveChangesAsync(ct);
        return work;
    }, ct);
}
