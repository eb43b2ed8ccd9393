using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>Brings a customer back from the trash, within 30 days.</summary>
public sealed class RestoreCustomer(AppDb db, CurrentUser user, CustomerPast past, IClock clock)
{
    public static async Task<IResult> FromPage(Guid id, RestoreCustomer restore, HttpContext context, CancellationToken ct) =>
        (await restore.Handle(id, ct)).Match(whole => Done.Answer(context, $"{whole.Customer.Title} is back.", "customers-changed", $"/customers/{id}"), problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, RestoreCustomer restore, HttpResponse response, CancellationToken ct) =>
        (await restore.Handle(id, ct)).Match(whole => CustomerJson.Ok(response, whole), problem => problem.ToJson());

    /// <summary>A customer that is not in the trash is left as it is: an undo sent twice does no harm.</summary>
    public Task<Result<CustomerPast.Whole>> Handle(Guid id, CancellationToken ct) => db.InTransaction<Result<CustomerPast.Whole>>(async () =>
    {
        var customer = await db.Held<Customer>(id).SingleOrDefaultAsync(ct);
        var now = clock.GetCurrentInstant();
        if (customer is null || customer.DeletedAt < Trash.Oldest(now)) return new Problem.NotFound();
        if (customer.IsMerged) return new Problem.Conflict("merged", $"{customer.Title} was merged into another customer. Take them apart there.", new Dictionary<string, object?> { ["customerId"] = customer.MergedIntoId });
        if (customer.IsDeleted)
        {
            customer.Restore(now);
            db.Note(customer, user.Actor, ActivityKinds.Restored, now);
            await db.SaveChangesAsync(ct);
        }
        return await past.Of(customer, ct);
    }, ct);
}
