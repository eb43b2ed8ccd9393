using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Calls.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>What the corner of every page shows of one's own call: that it rings, how long one has talked, and then the question what happened.</summary>
public sealed class ShowCallPanel(AppDb db, CallParties parties, CurrentUser user, CurrentBusiness business, IClock clock)
{
    /// <summary>Whoever has gone home does not want yesterday's call in the corner: it stands in the log.</summary>
    private static readonly Duration Recent = Duration.FromHours(1), Shown = Duration.FromSeconds(45);

    public static async Task<IResult> FromPage(ShowCallPanel panel, HttpContext context, Html html, CancellationToken ct) => context.IsHtmx() ? await panel.Fragment(html, ct) : Results.Redirect(CallRoutes.Log);

    public async Task<IResult> Fragment(Html html, CancellationToken ct) => html.Fragment<CallPanel>(new { View = await Current(ct), Country = business.PhoneCountry });

    /// <summary>As it was typed, with what is wrong.</summary>
    public async Task<IResult> Form(Guid id, string? outcome, string? note, FormErrors errors, HttpContext context, Html html, CancellationToken ct)
    {
        var call = await db.Calls.AsNoTracking().SingleAsync(c => c.Id == id, ct);
        var view = await View(call, ct) with { Outcome = outcome, Note = note };
        return context.IsHtmx()
            ? html.Fragment<CallPanel>(new { View = view, Country = business.PhoneCountry, Errors = errors }, 422)
            : html.Page<LogCallPage>(new { View = view, Country = business.PhoneCountry, html.Viewer, Errors = errors }, 422);
    }

    /// <summary>The form alone, for a call of the log.</summary>
    public static async Task<IResult> LogForm(Guid id, Data.Queries.CallSearch search, ShowCallPanel panel, Html html, CancellationToken ct)
    {
        if (await search.One(id, ct) is not { } call) return new Domain.Problem.NotFound().ToPage();
        return call.IsLive
            ? new Domain.Problem.Conflict("call_going_on", "The call is still going on.").ToPage()
            : html.Page<LogCallPage>(new { View = await panel.View(call, ct) with { Outcome = call.Outcome?.Word(), Note = call.Note }, Country = panel.Country, html.Viewer });
    }

    private string Country => business.PhoneCountry;

    private async Task<CallPanel.Model?> Current(CancellationToken ct)
    {
        if (user.MemberId is not { } me) return null;
        var now = clock.GetCurrentInstant();
        var since = now - Recent;
        var last = await db.Calls.AsNoTracking().Where(c => c.MemberId == me && !c.IsNoted && !c.IsPutOff && (c.At >= since || c.State < CallState.Ended)).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).FirstOrDefaultAsync(ct);
        return last is not null && (last.IsLive || last.IsOpen || (last.LoggedAt ?? last.EndedAt) > now - Shown) ? await View(last, ct) : null;
    }

    private async Task<CallPanel.Model> View(Call call, CancellationToken ct)
    {
        var party = await parties.Of(call, ct);
        var lead = call is { LoggedAt: not null, LeadId: { } id } && business.IsNurturing ? await db.Leads.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) : null;
        return new(call, party?.Title ?? "Somebody", party?.Url, clock.GetCurrentInstant())
        {
            Next = lead?.NextDue is { } due ? $"{lead.NextTask}, {Ui.Records.TaskText.InSentence(due, business.Today)}" : null,
            CanPlan = lead is { NextDue: null } && lead.Status.IsOpen(),
        };
    }
}
