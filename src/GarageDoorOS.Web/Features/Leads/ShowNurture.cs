using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>The open leads by what is to be done for them next: what is overdue, today, in seven days, later, and those without anything planned. The same words of the address as the list.</summary>
public sealed class ShowNurture(ListLeads list, LeadCounting counting, LeadsView view, ChooseLook choose, CurrentUser user, CurrentBusiness business, Html html)
{
    /// <summary>How many leads each group has; null where they are more than are counted.</summary>
    public sealed record Counts(int? Overdue, int? Today, int? Week, int? Unplanned);

    public async Task<IResult> FromPage(HttpContext context, ListUrl url, CancellationToken ct)
    {
        var found = (await list.Handle(url, view.NurtureRow, isPage: true, ct)).Value;
        if (context.IsHtmx() && context.Request.Headers["HX-Target"] == "leads") return html.Fragment<NurtureList>(new { View = view.Nurture(found, url) });
        if (!user.LeadsLook.IsNurture) await choose.Handle(new(user.LeadsLook with { IsNurture = true }, new()), ct);
        return html.Page<NurturePage>(new { View = view.Nurture(found, url), Counts = await Count(ct), Team = view.Team(found.Words) });
    }

    /// <summary>Who chose the plain list has it from now on.</summary>
    public async Task Leave(CancellationToken ct)
    {
        if (business.IsNurturing && user.LeadsLook.IsNurture) await choose.Handle(new(user.LeadsLook with { IsNurture = false }, new()), ct);
    }

    /// <summary>Of all leads that the user may see, whatever the list is narrowed to.</summary>
    public async Task<Counts> Count(CancellationToken ct)
    {
        var (today, tomorrow, behind) = (TaskDue.StartOf(business.Today), TaskDue.StartOf(business.Today.PlusDays(1)), TaskDue.StartOf(business.Today.PlusDays(TaskDue.DaysOfWeek + 1)));
        return new(
            await counting.UpToMost(new() { Due = (long.MinValue, today) }, ct), await counting.UpToMost(new() { Due = (today, tomorrow) }, ct),
            await counting.UpToMost(new() { Due = (tomorrow, behind) }, ct), await counting.UpToMost(new() { HasNoTask = true }, ct));
    }
}
