using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Customers.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>The customers of the business: searched, filtered, sorted and paged by the words of the address.</summary>
public sealed class ListCustomers(AppDb db, CurrentBusiness business, CustomerSearch search)
{
    /// <summary>One page of customers. <c>total</c> is exact without filters, else up to 1,000; above that <c>more</c> is true.</summary>
    public sealed record Response(IReadOnlyList<CustomerJson> Items, int Total, bool More, int Page, int PageSize, Guid? NextAfter);

    /// <summary>What was found, and what was wrong with the address.</summary>
    public sealed record Found(IReadOnlyList<CustomerJson> Rows, CustomerSearch.Found Customers, CustomerFilter Filter, FormErrors Errors)
    {
        public Guid? NextAfter => Customers.HasNext ? Customers.Ids[^1] : null;
    }

    public static async Task<IResult> FromPage(HttpContext context, ListCustomers list, SummariseCustomers summarise, CustomersView view, Html html, CancellationToken ct)
    {
        var url = CustomersView.Url(context.Request);
        var model = view.List((await list.Handle(url, isPage: true, ct)).Value, url);
        return context.IsHtmx() && context.Request.Headers["HX-Target"] == "customers"
            ? html.Fragment<CustomerList>(new { View = model })
            : html.Page<CustomersPage>(new { View = model, Summary = (await summarise.Handle(url, isPage: true, ct)).Value });
    }

    public static async Task<IResult> FromApi(HttpRequest request, ListCustomers list, CancellationToken ct) =>
        (await list.Handle(ListWords.Of(request), isPage: false, ct)).Match(
            found => Results.Ok(new Response(found.Rows, found.Customers.Total, found.Customers.More, found.Filter.Place.Page, found.Filter.Place.Size, found.NextAfter)),
            problem => problem.ToJson());

    /// <summary>On a page a wrong word is told beside the list and narrows nothing.</summary>
    public async Task<Result<Found>> Handle(ListUrl url, bool isPage, CancellationToken ct)
    {
        var errors = new FormErrors();
        var filter = CustomerFilter.Read(url, business.PhoneCountry, errors);
        var place = filter.Place;
        var last = place.After is { } after ? await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == after, ct) : null;
        if (place.After is not null && last is null) errors.Add("after", "This customer is not there any more: begin again from the first page.");
        if (errors.Any && !isPage) return errors.ToProblem();

        var skip = last is null ? place.Skip : 0;
        var customers = await search.Find(new(filter.Criteria, filter.Order, place.Size, skip, last), ct);
        var rows = (await db.Customers.Where(c => EF.Parameter(customers.Ids).Contains(c.Id)).Select(CustomerJson.InList).ToListAsync(ct)).ToDictionary(r => r.Id);
        return new Found([.. customers.Ids.Where(rows.ContainsKey).Select(id => rows[id])], customers, filter, errors);
    }
}
