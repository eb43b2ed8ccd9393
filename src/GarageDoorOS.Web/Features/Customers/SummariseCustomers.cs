using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Customers.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>How many customers there are of each type and status, of those that the filters leave; and what is open for them.</summary>
public sealed class SummariseCustomers(AppDb db, CurrentUser user, CurrentBusiness business, CustomerSearch search)
{
    /// <summary>Of one type or status so many.</summary>
    public sealed record Count(string Word, int Number);

    /// <summary>
    /// <c>byStatus</c>: empty for who may see neither estimates nor jobs. <c>openEstimates</c>: what the drafts, sent, viewed and approved estimates of these customers come to; null for who may not see estimates.
    /// <c>jobsToSchedule</c>: how many of their jobs have no date yet; null for who may not see jobs.
    /// </summary>
    public sealed record Response(int Total, IReadOnlyList<Count> ByType, IReadOnlyList<Count> ByStatus, decimal? OpenEstimates, int? JobsToSchedule);

    public static async Task<IResult> FromPage(HttpRequest request, SummariseCustomers summarise, CustomersView view, Html html, CancellationToken ct)
    {
        // Only htmx asks for the tiles alone; a person at this address wants the list they belong to.
        if (!request.HttpContext.IsHtmx()) return Results.Redirect("/customers" + request.QueryString);
        var url = CustomersView.Url(request);
        return html.Fragment<CustomerTiles>(new { Model = (await summarise.Handle(url, isPage: true, ct)).Value, Url = url, view.Viewer.Currency });
    }

    public static async Task<IResult> FromApi(HttpRequest request, SummariseCustomers summarise, CancellationToken ct) =>
        (await summarise.Handle(ListWords.Of(request), isPage: false, ct)).Match(summary => TypedResults.Ok(summary), problem => problem.ToJson());

    /// <summary>On a page the tiles are the filters: each counts what a click on it would list, and the first all that there are.</summary>
    public async Task<Result<Response>> Handle(ListUrl url, bool isPage, CancellationToken ct)
    {
        var errors = new FormErrors();
        var wanted = CustomerFilter.Read(url, business.PhoneCountry, errors).Criteria;
        if (errors.Any && !isPage) return errors.ToProblem();

        var anyType = await search.Fitting(isPage ? wanted with { Type = null } : wanted, ct);
        var anyStatus = await search.Fitting(isPage ? wanted with { Status = null } : wanted, ct);
        var all = isPage ? await search.Fitting(wanted with { Type = null, Status = null }, ct) : anyType;
        var byType = await anyType.GroupBy(c => c.Type).Select(g => new { g.Key, Number = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Number, ct);
        var byStatus = new List<Count>();
        if (user.May(Estimate.Described.View) || user.May(Job.Described.View))
            foreach (var status in CustomerStatuses.All) byStatus.Add(new(status.Word(), await anyStatus.Standing(db, user, status).CountAsync(ct)));
        return new Response(
            await all.CountAsync(ct),
            [.. Enum.GetValues<CustomerType>().Select(type => new Count(type.Word(), byType.GetValueOrDefault(type)))],
            byStatus, await OpenEstimates(all, ct), await JobsToSchedule(all, ct));
    }

    private async Task<decimal?> OpenEstimates(IQueryable<Customer> customers, CancellationToken ct)
    {
        if (!user.May(Estimate.Described.View)) return null;
        var open = WorkStatuses.Open;
        return await db.Estimates.Where(e => e.DeletedAt == null && open.Contains(e.Status) && e.AmountSort > 0 && customers.Any(c => c.Id == e.CustomerId)).SumAsync(e => e.AmountSort, ct) / 100m;
    }

    private async Task<int?> JobsToSchedule(IQueryable<Customer> customers, CancellationToken ct) => user.May(Job.Described.View)
        ? await db.Jobs.CountAsync(j => j.DeletedAt == null && j.Status == WorkStatus.Unscheduled && customers.Any(c => c.Id == j.CustomerId), ct)
        : null;
}
