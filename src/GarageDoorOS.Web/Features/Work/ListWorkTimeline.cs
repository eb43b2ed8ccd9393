using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Work;

/// <summary>Tells what happened to an estimate or a job, newest first.</summary>
public sealed class ListWorkTimeline<TWork>(AppDb db, CurrentUser user) where TWork : WorkRecord, IWork<TWork>
{
    public static async Task<IResult> FromApi(Guid id, HttpRequest request, ListWorkTimeline<TWork> list, CancellationToken ct) =>
        (await list.Handle(id, ListWords.Of(request), ct)).Match(found => TypedResults.Ok(found), problem => problem.ToJson());

    public async Task<Result<TimelinePage>> Handle(Guid id, ListUrl url, CancellationToken ct) =>
        await db.Set<TWork>().AnyAsync(w => w.Id == id && w.DeletedAt == null, ct) ? await TimelinePage.Of(db, user, [id], url, ct) : new Problem.NotFound();
}
