using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Calls.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>The log: the calls of the business, what wants a word first.</summary>
public sealed class ListCalls(AppDb db, CallSearch search, CurrentBusiness business)
{
    /// <summary>What was found, and what was wrong with the address.</summary>
    public sealed record Found(CallSearch.Found Calls, CallFilter Filter, FormErrors Errors)
    {
        public Guid? NextAfter => Calls.HasNext ? Calls.Page[^1].Id : null;
    }

    /// <summary>One page. <c>total</c> counts up to 1,000; above that <c>more</c> is true.</summary>
    public sealed record Response(IReadOnlyList<CallJson> Items, int Total, bool More, int Page, int PageSize, Guid? NextAfter);

    public static async Task<IResult> FromPage(HttpContext context, ListCalls list, CallView view, Html html, CancellationToken ct)
    {
        var url = ListUrl.Of(CallRoutes.Log, ListWords.Of(context.Request).Words.Where(w => CallFilter.Words.ContainsKey(w.Key)));
        var model = await view.List((await list.Handle(url, isPage: true, ct)).Value, url, ct);
        return context.IsHtmx() && context.Request.Headers["HX-Target"] == "calls" ? html.Fragment<CallList>(new { View = model }) : html.Page<CallLogPage>(new { View = model, Pretends = await list.Pretends(ct) });
    }

    public static async Task<IResult> FromApi(HttpRequest request, ListCalls list, CancellationToken ct) =>
        (await list.Handle(ListWords.Of(request), isPage: false, ct)).Match(
            found => Results.Ok(new Response([.. found.Calls.Page.Select(CallJson.Of)], found.Calls.Total, found.Calls.More, found.Filter.Place.Page, found.Filter.Place.Size, found.NextAfter)),
            problem => problem.ToJson());

    public static async Task<IResult> OneFromApi(Guid id, CallSearch search, HttpResponse response, CancellationToken ct) =>
        await search.One(id, ct) is { } call ? call.Ok(response) : new Problem.NotFound().ToJson();

    private Task<bool> Pretends(CancellationToken ct) => db.TelephonyAccounts.AnyAsync(a => a.Vendor == TelephonyVendor.Pretend, ct);

    /// <summary>On a page a wrong word is told beside the list and narrows nothing.</summary>
    public async Task<Result<Found>> Handle(ListUrl url, bool isPage, CancellationToken ct)
    {
        var errors = new FormErrors();
        var filter = CallFilter.Read(url, business, errors);
        var last = filter.Place.After is { } after ? await search.One(after, ct) : null;
        if (filter.Place.After is not null && last is null) errors.Add("after", "This call is not there any more: begin again from the first page.");
        if (errors.Any && !isPage) return errors.ToProblem();
        return new Found(await search.Find(filter.Wanted(last), ct), filter, errors);
    }
}
