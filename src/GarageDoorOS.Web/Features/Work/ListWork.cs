using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Work.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Work;

/// <summary>The estimates or the jobs of the business: searched, filtered, sorted and paged by the words of the address.</summary>
public sealed class ListWork<TWork>(AppDb db, CurrentBusiness business, WorkSearch<TWork> search) where TWork : WorkRecord, IWork<TWork>
{
    /// <summary>What was found, and what was wrong with the address.</summary>
    public sealed record Found(WorkSearch<TWork>.Found Work, WorkFilter<TWork> Filter, FormErrors Errors)
    {
        public Guid? NextAfter => Work.HasNext ? Work.Page[^1].Id : null;
    }

    public static async Task<IResult> FromPage(HttpContext context, ListWork<TWork> list, WorkView view, Html html, CancellationToken ct)
    {
        var url = ListUrl.Of(TWork.Described.Path, ListWords.Of(context.Request).Words.Where(w => WorkFilter<TWork>.Words.ContainsKey(w.Key)));
        var model = await view.List((await list.Handle(url, isPage: true, ct)).Value, url, ct);
        return context.IsHtmx() && context.Request.Headers["HX-Target"] == "work"
            ? html.Fragment<WorkList>(new { View = model })
            : html.Page<WorkListPage>(new { View = model });
    }

    public static async Task<IResult> FromApi(HttpRequest request, ListWork<TWork> list, CancellationToken ct) =>
        (await list.Handle(ListWords.Of(request), isPage: false, ct)).Match(
            found => Results.Ok(new WorkPageJson([.. found.Work.Page.Select(WorkJson.InList)], found.Work.Total, found.Work.More, found.Filter.Place.Page, found.Filter.Place.Size, found.NextAfter)),
            problem => problem.ToJson());

    /// <summary>On a page a wrong word is told beside the list and narrows nothing.</summary>
    public async Task<Result<Found>> Handle(ListUrl url, bool isPage, CancellationToken ct)
    {
        var errors = new FormErrors();
        var filter = WorkFilter<TWork>.Read(url, business.PhoneCountry, errors);
        var place = filter.Place;
        var last = place.After is { } after ? await db.Set<TWork>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == after, ct) : null;
        if (place.After is not null && last is null) errors.Add("after", $"This {TWork.Described.Noun} is not there any more: begin again from the first page.");
        if (errors.Any && !isPage) return errors.ToProblem();
        return new Found(await search.Find(new(filter.Terms, filter.Statuses, filter.CustomerId, filter.Order, place.Size, last is null ? place.Skip : 0, last), ct), filter, errors);
    }
}

/// <summary>One page of estimates or jobs. <c>total</c> is exact without filters, else up to 1,000; above that <c>more</c> is true.</summary>
public sealed record WorkPageJson(IReadOnlyList<WorkJson> Items, int Total, bool More, int Page, int PageSize, Guid? NextAfter);
