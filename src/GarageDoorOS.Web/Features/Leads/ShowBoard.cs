using System.Linq.Expressions;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>The pipeline: the leads that a user may see and the filters leave, in a column for each status with what it holds and is worth.</summary>
public sealed class ShowBoard(AppDb db, CurrentUser user, CurrentBusiness business, LeadColumns columns, LeadCounting counting)
{
    private const int MostOpen = 50, MostClosed = 25;

    /// <summary>The columns of the statuses asked for, or of all.</summary>
    public sealed record Response(IReadOnlyList<Column> Columns);

    /// <summary>
    /// <c>count</c> and <c>value</c>: of all leads of this status that fit. <c>items</c>: the first of them in the order of the list, 50 of an open status and 25 of another.
    /// <c>nextAfter</c>: where <c>/api/leads</c> goes on with the others, null if there are none.
    /// </summary>
    public sealed record Column(LeadStatus Status, int Count, decimal Value, IReadOnlyList<LeadJson> Items, Guid? NextAfter);

    /// <summary>One column with its rows; <see cref="Sum"/> is null where it is counted later.</summary>
    public sealed record FoundColumn<TRow>(LeadStatus Status, IReadOnlyList<TRow> Rows, bool HasNext, SummariseLeads.StatusSum? Sum);

    /// <summary>What was found; <see cref="Sums"/>, where they are counted already, of all statuses.</summary>
    public sealed record Found<TRow>(IReadOnlyList<FoundColumn<TRow>> Columns, IReadOnlyList<SummariseLeads.StatusSum>? Sums, LeadFilter Filter, LeadWords Words, FormErrors Errors);

    public static async Task<IResult> FromPage(HttpContext context, ShowBoard show, LeadsView view, Html html, CancellationToken ct)
    {
        var url = LeadsView.Url(context.Request, LeadsView.BoardPath);
        var found = (await show.Handle(url, view.Card, isPage: true, ct)).Value;
        return context.IsHtmx() && context.Request.Headers["HX-Target"] == "leads"
            ? html.Fragment<LeadBoard>(new { View = view.Board(found, url) })
            : html.Page<BoardPage>(new { View = view.Board(found, url), Team = view.Team(found.Words) });
    }

    public static async Task<IResult> FromApi(HttpRequest request, ShowBoard show, CurrentBusiness business, CancellationToken ct) =>
        (await show.Handle(ListWords.Of(request), LeadJson.InList(business), isPage: false, ct)).Match(
            found => Results.Ok(new Response([.. found.Columns.Select(c => new Column(c.Status, c.Sum!.Count, c.Sum.Value, c.Rows, c.HasNext ? c.Rows[^1].Id : null))])),
            problem => problem.ToJson());

    /// <summary>Where in the list somebody stood does not matter. On a page a wrong word narrows nothing, and counting what is not kept is left for later.</summary>
    public async Task<Result<Found<TRow>>> Handle<TRow>(ListUrl url, Expression<Func<Lead, TRow>> row, bool isPage, CancellationToken ct) where TRow : ILeadRow
    {
        var errors = new FormErrors();
        var words = await LeadWords.Of(db, user, business, ct);
        var filter = LeadFilter.Read(url, words, errors);
        if (errors.Any && !isPage) return errors.ToProblem();

        var found = await columns.Find(filter.Criteria, filter.Order, status => status.IsOpen() ? MostOpen : MostClosed, ct);
        Guid[] ids = [.. found.SelectMany(c => c.Ids)];
        var rows = (await db.Leads.Where(l => EF.Parameter(ids).Contains(l.Id)).Select(row).ToListAsync(ct)).ToDictionary(r => r.Id);
        var sums = isPage && !filter.Criteria.IsKept ? null : await Sums(filter.Criteria, ct);
        return new Found<TRow>(
            [.. found.Select(c => new FoundColumn<TRow>(c.Status, [.. c.Ids.Where(rows.ContainsKey).Select(id => rows[id])], c.HasNext, sums?.Single(s => s.Status == c.Status)))],
            sums, filter, words, errors);
    }

    /// <summary>Of all statuses, also those that the filter leaves out: their columns say what they hold.</summary>
    private async Task<IReadOnlyList<SummariseLeads.StatusSum>> Sums(LeadCriteria criteria, CancellationToken ct)
    {
        var sums = (await counting.ByStatus(criteria with { Statuses = [] }, null, ct)).ToDictionary(s => s.Status);
        return [.. Enum.GetValues<LeadStatus>().Select(s => sums.GetValueOrDefault(s) is { } sum ? new SummariseLeads.StatusSum(s, sum.Count, sum.Value) : new(s, 0, 0))];
    }
}
