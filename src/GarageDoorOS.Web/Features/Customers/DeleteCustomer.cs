using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Customers.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>Puts a customer in the trash, from where it can be brought back for 30 days; what hangs on it is kept.</summary>
public sealed class DeleteCustomer(AppDb db, CurrentUser user, CustomerPast past, IClock clock)
{
    /// <summary>Without <paramref name="Strict"/> a customer that somebody edited meanwhile is deleted all the same: nothing of it is lost.</summary>
    public sealed record Request(int? Version, bool Strict);

    public static async Task<IResult> Form(Guid id, AppDb db, HttpContext context, Html html, CancellationToken ct) =>
        await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.DeletedAt == null, ct) is { } customer
            ? html.Page<DeleteCustomerDialog>(new { customer.Id, Name = customer.Title, AsPage = !context.IsHtmx() })
            : new Problem.NotFound().ToPage();

    public static async Task<IResult> FromPage(Guid id, DeleteCustomer delete, HttpContext context, CancellationToken ct) =>
        (await delete.Handle(id, new(null, Strict: false), ct)).Match(
            customer => Done.Answer(context, $"{customer.Title} is in the trash.", "customers-changed", $"/customers/{id}", undo: $"/customers/{id}/restoration"),
            problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, string? version, DeleteCustomer delete, HttpContext context, CancellationToken ct)
    {
        var sent = await Versions.OfDelete(context, version);
        return (sent.IsOk ? await delete.Handle(id, new(sent.Value, Strict: true), ct) : sent.Problem).Match(_ => Results.NoContent(), problem => problem.ToJson());
    }

    public Task<Result<Customer>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<Customer>>(async () =>
    {
        var customer = await db.Held<Customer>(id).SingleOrDefaultAsync(c => c.DeletedAt == null, ct);
        if (customer is null) return new Problem.NotFound();
        var whole = await past.Of(customer, ct);
        if (request.Strict && Versions.Check(request.Version, strict: true, customer, () => CustomerJson.Of(whole)) is { } problem) return problem;

        var now = clock.GetCurrentInstant();
        customer.Discard(now);
        db.Note(customer, user.Actor, ActivityKinds.Deleted, now);
        await db.SaveChangesAsync(ct);
        return customer;
    }, ct);
}
