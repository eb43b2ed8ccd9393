using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Customers.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>Rewrites a customer. A form that somebody overtook is merged where they wrote in other fields; a program is told to read again.</summary>
public sealed class EditCustomer(AppDb db, CurrentUser user, CustomerPast past, IClock clock)
{
    /// <summary><paramref name="IfMatch"/> goes before the version that the input names. <paramref name="Strict"/>: an older version is refused, not merged.</summary>
    public sealed record Request(ReadCustomer Read, int? IfMatch, bool Strict);

    /// <summary>The customer as it is now; <paramref name="With"/> names who else had changed it since the form was opened.</summary>
    public sealed record Response(CustomerPast.Whole Whole, string? With);

    public static async Task<IResult> Form(Guid id, AppDb db, HttpContext context, Html html, CancellationToken ct) =>
        await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.DeletedAt == null, ct) is { } customer
            ? html.Page<CustomerForm>(new { Form = CustomerDrafts.Of(id, customer.Version, customer.Facts), AsPage = !context.IsHtmx() })
            : new Problem.NotFound().ToPage();

    public static async Task<IResult> FromPage(Guid id, EditCustomer edit, CurrentBusiness business, HttpContext context, Html html, CancellationToken ct)
    {
        var typed = await context.Request.ReadFormAsync(ct);
        var edited = await edit.Handle(id, new((stored, errors) => CustomerInput.FromForm(typed, business.PhoneCountry, stored, errors), null, Strict: false), ct);
        if (edited.IsOk)
            return Done.Answer(context, edited.Value.With is { } other ? $"Saved. What {other} changed meanwhile is kept as well." : "Saved.", "customers-changed", $"/customers/{id}");
        return edited.Problem switch
        {
            Problem.Invalid => html.Page<CustomerForm>(new { Form = CustomerDrafts.Of(typed, id), Errors = FormErrors.Of(edited.Problem), AsPage = !context.IsHtmx() }, 422),
            Problem.Stale { Current: Clash<CustomerFacts> clash } => html.Page<CustomerForm>(new { Form = CustomerDrafts.Of(clash), AsPage = !context.IsHtmx() }, 409),
            var problem => problem.ToPage(),
        };
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, EditCustomer edit, CurrentBusiness business, HttpContext context, CancellationToken ct) =>
        (await edit.Handle(id, new((stored, errors) => CustomerInput.FromJson(body, business.PhoneCountry, stored, errors), Versions.Sent(context.Request), Strict: true), ct)).Match(
            edited => CustomerJson.Ok(context.Response, edited.Whole),
            problem => problem.ToJson());

    public Task<Result<Response>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<Response>>(async () =>
    {
        // New numbers may make this the customer that a conversion is looking for at this moment.
        await db.LockIdentity(ct);
        var customer = await db.Held<Customer>(id).SingleOrDefaultAsync(c => c.DeletedAt == null, ct);
        if (customer is null) return new Problem.NotFound();
        var errors = new FormErrors();
        var (facts, sent) = request.Read(customer.Facts, errors);
        if (errors.Has("version")) return errors.ToProblem();
        var version = request.IfMatch ?? sent;
        var whole = await past.Of(customer, ct);
        if (Versions.Check(version, request.Strict, customer, () => CustomerJson.Of(whole)) is { } problem) return problem;
        if (errors.Any) return errors.ToProblem();

        var merged = await db.Merge(customer, version!.Value, facts, customer.Facts, ct);
        if (!merged.IsOk) return merged.Problem;
        (facts, var with) = merged.Value;

        var now = clock.GetCurrentInstant();
        var changes = customer.Edit(facts, now);
        if (changes.Count > 0) db.Note(customer, user.Actor, ActivityKinds.Changed, now, changes);
        await db.SaveChangesAsync(ct);
        return new Response(whole, with);
    }, ct);
}
