using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>How many leads there are in each status and what they are worth: of all that a user may see, or of those that the filters leave.</summary>
public sealed class SummariseLeads(AppDb db, CurrentUser user, CurrentBusiness business, LeadCounting counting)
{
    public sealed record StatusSum(LeadStatus Status, int Count, decimal Value);

    /// <summary>
    /// <c>pipelineValue</c>: of the open leads. <c>newThisWeek</c>: since Monday 0:00 of the business. <c>conversionRate</c>: converted ÷ (converted +
    /// lost + unqualified), null if there is none.
    /// </summary>
    public sealed record Response(IReadOnlyList<StatusSum> ByStatus, decimal PipelineValue, int NewThisWeek, double? ConversionRate)
    {
        /// <summary>How many leads the list itself holds, its own status filter kept.</summary>
        internal int Listed { get; init; }
    }

    public static async Task<IResult> FromPage(HttpRequest request, SummariseLeads summarise, ShowNurture nurture, LeadsView view, Html html, CancellationToken ct)
    {
        // Only htmx asks for the tiles alone; a person at this address wants the list they belong to.
        if (!request.HttpContext.IsHtmx()) return Results.Redirect("/leads" + request.QueryString);
        var url = LeadsView.Url(request);
        if (view.IsNurture(url)) return html.Fragment<NurtureTiles>(new { Counts = await nurture.Count(ct), Url = url });
        var summary = (await summarise.Handle(url, isPage: true, ct)).Value;
        if (request.Headers["HX-Target"] == "board-sums")
            return html.Fragment<BoardSums>(new { LeadsView.Tiles(summary).ByStatus, view.Viewer.Currency, summary.Listed });
        return html.Fragment<LeadTiles>(new { Model = LeadsView.Tiles(summary), Url = url, view.Viewer.Currency, view.Viewer.Today, summary.Listed });
    }

    public static async Task<IResult> FromApi(HttpRequest request, SummariseLeads summarise, CancellationToken ct) =>
        (await summarise.Handle(ListWords.Of(request), isPage: false, ct)).Match(summary => Results.Ok(summary), problem => problem.ToJson());

    /// <summary>On a page the tiles are the status filter, and so leave it out of what they count.</summary>
    public async Task<Result<Response>> Handle(ListUrl url, bool isPage, CancellationToken ct)
    {
        var errors = new FormErrors();
        var filter = LeadFilter.Read(url, await LeadWords.Of(db, user, business, ct), errors);
        if (errors.Any && !isPage) return errors.ToProblem();

        var criteria = isPage ? filter.Criteria with { Statuses = [] } : filter.Criteria;
        var sums = (await counting.ByStatus(criteria, Monday, ct)).ToDictionary(s => s.Status);
        var byStatus = Enum.GetValues<LeadStatus>().Select(s => sums.GetValueOrDefault(s) ?? new(s, 0, 0, 0)).ToList();
        var decided = Count(s => !s.IsOpen());
        return new Response(
            byStatus.ConvertAll(s => new StatusSum(s.Status, s.Count, s.Value)),
            byStatus.Where(s => s.Status.IsOpen()).Sum(s => s.Value),
            byStatus.Sum(s => s.New),
            decided == 0 ? null : (double)Count(s => s == LeadStatus.Converted) / decided)
        {
            Listed = Count(s => filter.Criteria.Statuses.Count == 0 || filter.Criteria.Statuses.Contains(s)),
        };

        int Count(Func<LeadStatus, bool> which) => byStatus.Where(s => which(s.Status)).Sum(s => s.Count);
    }

    private Instant Monday
    {
        get
        {
            var today = business.Today;
            var monday = today.DayOfWeek == IsoDayOfWeek.Monday ? today : today.Previous(IsoDayOfWeek.Monday);
            return monday.AtStartOfDayInZone(business.Zone).ToInstant();
        }
    }
}
