using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Shows all that is known of a lead: on its own page, and in the panel beside the list.</summary>
public sealed class ShowLead(AppDb db, CurrentUser user)
{
    /// <summary>Who may delete sees also what is in the trash, to bring it back.</summary>
    public sealed record Request(Guid Id, bool FromTrash);

    /// <summary>With <paramref name="story"/> «all» the whole timeline is drawn.</summary>
    public static async Task<IResult> FromPage(
        Guid id, string? story, ShowLead show, LeadFacets facets, LeadChoices choices, CurrentUser user, CurrentBusiness business, IClock clock, HttpContext context, Html html, CancellationToken ct)
    {
        var target = context.IsHtmx() ? context.Request.Headers["HX-Target"].ToString() : "";
        var shown = await show.Handle(new(id, FromTrash: user.May(Permission.LeadsDelete)), ct);
        if (!shown.IsOk) return target is "panel" or "record" ? html.Fragment<LeadGone>(new { InPanel = target == "panel" }, 404) : shown.Problem.ToPage();

        var lead = await facets.Of(shown.Value, wholeStory: story == "all", ct);
        var viewer = new Viewer(clock.GetCurrentInstant(), business.Zone, business.Currency, user.Role) { IsNurturing = business.IsNurturing, IsCalling = business.IsCalling };
        return target switch
        {
            "panel" => html.Fragment<LeadPanel>(new { Lead = lead, Viewer = viewer }),
            "record" => html.Fragment<LeadRecord>(new { Lead = lead, Viewer = viewer, html.Shell.Token }),
            _ => html.Page<LeadPage>(new { Lead = lead, Viewer = viewer, Team = await choices.Team(ct) }),
        };
    }

    public static async Task<IResult> FromApi(Guid id, ShowLead show, CurrentBusiness business, HttpResponse response, CancellationToken ct) =>
        (await show.Handle(new(id, FromTrash: false), ct)).Match(lead => LeadJson.Ok(response, lead, business), problem => problem.ToJson());

    public async Task<Result<Lead>> Handle(Request request, CancellationToken ct)
    {
        var lead = await db.Leads.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(l => l.Id == request.Id && (request.FromTrash || l.DeletedAt == null), ct);
        return lead is null ? new Problem.NotFound() : lead;
    }
}
