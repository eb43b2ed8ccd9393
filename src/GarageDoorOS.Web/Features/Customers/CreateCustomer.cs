using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Customers.Components;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>Writes down somebody who buys.</summary>
public sealed class CreateCustomer(AppDb db, CurrentUser user, IClock clock)
{
    public sealed record Request(ReadCustomer Read);

    /// <summary>The empty form; <paramref name="name"/> is filled in where a search found nobody.</summary>
    public static IResult Form(string? name, HttpContext context, Html html) =>
        html.Page<CustomerForm>(new { Form = CustomerDrafts.New(name), AsPage = !context.IsHtmx() });

    public static async Task<IResult> FromPage(CreateCustomer create, CurrentBusiness business, HttpContext context, Html html, CancellationToken ct)
    {
        var typed = await context.Request.ReadFormAsync(ct);
        var made = await create.Handle(new((stored, errors) => CustomerInput.FromForm(typed, business.PhoneCountry, stored, errors)), ct);
        if (made.IsOk) return Done.Answer(context, $"{made.Value.Title} was added.", "customers-changed", $"/customers/{made.Value.Id}");
        return made.Problem is Problem.Invalid
            ? html.Page<CustomerForm>(new { Form = CustomerDrafts.Of(typed, null), Errors = FormErrors.Of(made.Problem), AsPage = !context.IsHtmx() }, 422)
            : made.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(JsonBody body, CreateCustomer create, CurrentBusiness business, HttpResponse response, CancellationToken ct) =>
        (await create.Handle(new((stored, errors) => CustomerInput.FromJson(body, business.PhoneCountry, stored, errors)), ct)).Match(
            customer =>
            {
                response.ETag(customer.Version);
                return TypedResults.Created($"/api/customers/{customer.Id}", CustomerJson.Of(customer, []));
            },
            problem => problem.ToJson());

    public Task<Result<Customer>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<Customer>>(async () =>
    {
        var errors = new FormErrors();
        var input = request.Read(new(), errors);
        if (errors.Any) return errors.ToProblem();

        // A conversion of the same person at this moment must see this customer, or be seen.
        await db.LockIdentity(ct);
        var now = clock.GetCurrentInstant();
        var customer = Customer.Create(db.BusinessId, input.Facts, now);
        db.Add(customer);
        db.Note(customer, user.Actor, ActivityKinds.Created, now);
        await db.SaveChangesAsync(ct);
        return customer;
    }, ct);
}
