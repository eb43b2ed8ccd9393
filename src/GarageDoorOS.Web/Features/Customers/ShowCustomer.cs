using GarageDoorOS.Domain;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Customers.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>Shows all that is known of a customer, with the story of every lead that became it.</summary>
public sealed class ShowCustomer(AppDb db, CustomerPast past)
{
    /// <summary>A page shows also who is in the trash: a lead may match them, and whoever may delete brings them back.</summary>
    public sealed record Request(Guid Id, bool FromTrash);

    /// <summary>With <paramref name="story"/> «all» the whole timeline is drawn.</summary>
    public static async Task<IResult> FromPage(Guid id, string? story, ShowCustomer show, CustomersView view, AppDb db, HttpContext context, Html html, CancellationToken ct)
    {
        var shown = await show.Handle(new(id, FromTrash: true), ct);
        if (shown is { IsOk: true, Value.Customer.IsMerged: true }) return Results.Redirect($"/customers/{await db.StandingFor(id, ct)}");
        if (!shown.IsOk) return shown.Problem.ToPage();
        var record = await view.Record(shown.Value, wholeStory: story == "all", ct);
        return context.IsHtmx() && context.Request.Headers["HX-Target"] == "record"
            ? html.Fragment<CustomerRecord>(new { Customer = record, view.Viewer, html.Shell.Token })
            : html.Page<CustomerPage>(new { Customer = record, view.Viewer });
    }

    public static async Task<IResult> FromApi(Guid id, ShowCustomer show, AppDb db, HttpResponse response, CancellationToken ct)
    {
        var shown = await show.Handle(new(id, FromTrash: false), ct);
        if (!shown.IsOk && await db.StandingFor(id, ct) is var winner && winner != id) return Results.Redirect($"/api/customers/{winner}");
        return shown.Match(whole => CustomerJson.Ok(response, whole), problem => problem.ToJson());
    }

    public async Task<Result<CustomerPast.Whole>> Handle(Request request, CancellationToken ct)
    {
        var customer = await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.Id && (request.FromTrash || c.DeletedAt == null), ct);
        return customer is null ? new Problem.NotFound() : await past.Of(customer, ct);
    }
}
