using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>Tells what happened to a customer, newest first; what happened to the leads it came from is told by theirs.</summary>
public sealed class ListCustomerTimeline(AppDb db, CurrentUser user)
{
    public static async Task<IResult> FromApi(Guid id, string? page, string? pageSize, string? after, ListCustomerTimeline list, CancellationToken ct) =>
        (await list.Handle(id, new(page, pageSize, after), ct)).Match(found => TypedResults.Ok(found), problem => problem.ToJson());

    public async Task<Result<TimelinePage>> Handle(Guid id, TimelinePage.Asked asked, CancellationToken ct) =>
        await db.Customers.AnyAsync(c => c.Id == id && c.DeletedAt == null, ct) ? await TimelinePage.Of(db, user, id, asked, ct) : new Problem.NotFound();
}
