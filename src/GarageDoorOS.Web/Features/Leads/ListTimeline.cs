using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Tells what happened to a lead, newest first: one line for each changed field.</summary>
public sealed class ListTimeline(AppDb db, CurrentUser user)
{
    public static async Task<IResult> FromApi(Guid id, string? page, string? pageSize, string? after, ListTimeline list, CancellationToken ct) =>
        (await list.Handle(id, new(page, pageSize, after), ct)).Match(found => TypedResults.Ok(found), problem => problem.ToJson());

    public async Task<Result<TimelinePage>> Handle(Guid id, TimelinePage.Asked asked, CancellationToken ct) =>
        await db.Leads.VisibleTo(user).AnyAsync(l => l.Id == id && l.DeletedAt == null, ct) ? await TimelinePage.Of(db, user, id, asked, ct) : new Problem.NotFound();
}
