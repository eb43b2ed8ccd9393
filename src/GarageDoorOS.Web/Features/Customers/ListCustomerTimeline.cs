using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>Tells what happened to a customer, newest first; and to whoever was merged into it; what happened to the leads it came from is told by theirs.</summary>
public sealed class ListCustomerTimeline(AppDb db, CurrentUser user)
{
    public static async Task<IResult> FromApi(Guid id, HttpRequest request, ListCustomerTimeline list, CancellationToken ct) =>
        (await list.Handle(id, ListWords.Of(request), ct)).Match(found => TypedResults.Ok(found), problem => problem.ToJson());

    public async Task<Result<TimelinePage>> Handle(Guid id, ListUrl url, CancellationToken ct) =>
        await db.Customers.AnyAsync(c => c.Id == id && c.DeletedAt == null, ct) ? await TimelinePage.Of(db, user, [id, .. await db.PartsOf(id, ct)], url, ct) : new Problem.NotFound();
}
