using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Work;

/// <summary>Brings an estimate or a job back from the trash, within 30 days.</summary>
public sealed class RestoreWork<TWork>(AppDb db, CurrentUser user, IClock clock) where TWork : WorkRecord, IWork<TWork>
{
    public static async Task<IResult> FromPage(Guid id, RestoreWork<TWork> restore, HttpContext context, CancellationToken ct) =>
        (await restore.Handle(id, ct)).Match(work => Done.Answer(context, $"{work.Title} is back.", WorkView.Changed, $"{TWork.Described.Path}/{id}"), problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, RestoreWork<TWork> restore, HttpResponse response, CancellationToken ct) =>
        (await restore.Handle(id, ct)).Match(work => WorkJson.Ok(response, work), problem => problem.ToJson());

    /// <summary>What is not in the trash is left as it is: an undo sent twice does no harm.</summary>
    public Task<Result<TWork>> Handle(Guid id, CancellationToken ct) => db.InTransaction<Result<TWork>>(async () =>
    {
        var work = await db.Held<TWork>(id).SingleOrDefaultAsync(ct);
        var now = clock.GetCurrentInstant();
        if (work is null || work.DeletedAt < Trash.Oldest(now)) return new Problem.NotFound();
        if (work.IsDeleted)
        {
            work.Restore(now);
            db.Note(work, user.Actor, ActivityKinds.Restored, now);
            await db.SaveChangesAsync(ct);
        }
        return work;
    }, ct);
}
