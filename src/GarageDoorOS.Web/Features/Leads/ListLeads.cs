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

/// <summary>What a list reads of each lead.</summary>
public interface ILeadRow
{
    Guid Id { get; }
}

/// <summary>The leads that a user may see: searched, filtered, sorted and paged by the words of the address.</summary>
public sealed class ListLeads(AppDb db, CurrentUser user, CurrentBusiness business, LeadSearch search)
{
    /// <summary>One page of leads. <c>total</c> is exact without filters, else up to 1,000; above that <c>more</c> is true.</summary>
    public sealed record Response(IReadOnlyList<LeadJson> Items, int Total, bool More, int Page, int PageSize, Guid? NextAfter);

    /// <summary>What was found, with all that a list needs to say about itself.</summary>
    public sealed record Found<TRow>(IReadOnlyList<TRow> Rows, FoundLeads Leads, LeadFilter Filter, LeadWords Words, FormErrors Errors)
    {
        public Guid? NextAfter => Leads.HasNext ? Leads.Ids[^1] : null;
    }

    public static async Task<IResult> FromPage(HttpContext context, ListLeads list, SummariseLeads summarise, ShowNurture nurture, LeadsView view, Html html, CancellationToken ct)
    {
        var url = LeadsView.Url(context.Request);
        if (!context.IsHtmx() && view.Remembered(url) is { } remembered) return Results.Redirect(remembered.ToString());
        if (view.IsNurture(url)) return await nurture.FromPage(context, url, ct);
        if (url[LeadFilter.View] == LeadFilter.List) await nurture.Leave(ct);
        var found = (await list.Handle(url, view.Row, isPage: true, ct)).Value;
        if (context.IsHtmx() && context.Request.Headers["HX-Target"] == "leads")
            return html.Fragment<LeadList>(new { View = view.List(found, url) });
        var summary = found.Filter.Criteria.IsEmpty ? (await summarise.Handle(url, isPage: true, ct)).Value : null;
        return html.Page<LeadsPage>(new { View = view.List(found, url), Summary = summary is null ? null : LeadsView.Tiles(summary), Team = view.Team(found.Words) });
    }

    public static async Task<IResult> FromApi(HttpRequest request, ListLeads list, CurrentBusiness business, CancellationToken ct) =>
        (await list.Handle(ListWords.Of(request), LeadJson.InList(business), isPage: false, ct)).Match(
            found => Results.Ok(new Response(found.Rows, found.Leads.Total ?? 0, found.Leads.More, found.Filter.Place.Page, found.Filter.Place.Size, found.NextAfter)),
            problem => problem.ToJson());

    /// <summary>On a page a wrong word is told beside the list and narrows nothing, and counting may be left for later.</summary>
    public async Task<Result<Found<TRow>>> Handle<TRow>(ListUrl url, Expression<Func<Lead, TRow>> row, bool isPage, CancellationToken ct) where TRow : ILeadRow
    {
        var errors = new FormErrors();
        var words = await LeadWords.Of(db, user, business, ct);
        var filter = LeadFilter.Read(url, words, errors);
        var asked = filter.Place;
        var last = asked.After is { } after ? await db.Leads.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(l => l.Id == after, ct) : null;
        if (asked.After is not null && last is null) errors.Add("after", "This lead is not there any more: begin again from the first page.");
        if (errors.Any && !isPage) return errors.ToProblem();

        var place = new LeadPlace(asked.Size, last is null ? asked.Skip : 0, last);
        var leads = await search.Find(filter.Criteria, filter.Order, place, mustCount: !isPage, ct);
        var rows = (await db.Leads.Where(l => EF.Parameter(leads.Ids).Contains(l.Id)).Select(row).ToListAsync(ct)).ToDictionary(r => r.Id);
        return new Found<TRow>([.. leads.Ids.Where(rows.ContainsKey).Select(id => rows[id])], leads, filter, words, errors);
    }
}
