using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Tells what happened to a lead, newest first: one line for each changed field.</summary>
public sealed class ListTimeline(AppDb db, CurrentUser user)
{
    public static async Task<IResult> FromApi(Guid id, HttpRequest request, ListTimeline list, CancellationToken ct) =>
        (await list.Handle(id, ListWords.Of(request), ct)).Match(found => TypedResults.Ok(found), problem => problem.ToJson());

    public async Task<Result<TimelinePage>> Handle(Guid id, ListUrl url, CancellationToken ct) =>
        await db.Leads.VisibleTo(user).AnyAsync(l => l.Id == id && l.DeletedAt == null, ct) ? await TimelinePage.Of(db, user, [id], url, ct) : new Problem.NotFound();
}
