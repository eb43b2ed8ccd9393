using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Says how many leads «all that match» are, and as of when: what comes or changes later is not meant.</summary>
public sealed class CountChosen(AppDb db, CurrentUser user, CurrentBusiness business, LeadCounting counting, IClock clock)
{
    /// <summary><c>asOf</c> goes along with the filter when something is done to these leads.</summary>
    public sealed record Response(int Count, Instant AsOf);

    public static async Task<IResult> FromPage(HttpRequest request, CountChosen count, Html html, CancellationToken ct)
    {
        if (!request.HttpContext.IsHtmx()) return Results.Redirect("/leads" + request.QueryString);
        var found = await count.Handle(LeadsView.Url(request), ct);
        return found.IsOk ? html.Fragment<BulkAll>(new { found.Value.Count, found.Value.AsOf }) : found.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(HttpRequest request, CountChosen count, CancellationToken ct) =>
        (await count.Handle(ListWords.Of(request), ct)).Match(found => Results.Ok(found), problem => problem.ToJson());

    public async Task<Result<Response>> Handle(ListUrl url, CancellationToken ct)
    {
        var errors = new FormErrors();
        var filter = LeadFilter.Read(url, await LeadWords.Of(db, user, business, ct), errors);
        if (errors.Any) return errors.ToProblem();
        var now = clock.GetCurrentInstant();
        var sums = await counting.ByStatus(filter.Criteria, now, ct);
        return new Response(sums.Where(s => filter.Criteria.Statuses.Count == 0 || filter.Criteria.Statuses.Contains(s.Status)).Sum(s => s.Count), now);
    }
}
