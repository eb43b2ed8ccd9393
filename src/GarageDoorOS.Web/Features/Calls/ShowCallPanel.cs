using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Calls.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>What the corner of every page shows of one's own call: that it rings, how long one has talked, and then the question what happened.</summary>
public sealed class ShowCallPanel(AppDb db, CallDesk desk, CallParties parties, CurrentUser user, CurrentBusiness business, IClock clock)
{
    /// <summary>Whoever has gone home does not want yesterday's call in the corner: it stands in the log.</summary>
    private static readonly Duration Recent = Duration.FromHours(1), Shown = Duration.FromSeconds(45);

    /// <summary><paramref name="beside"/>: only whoever calls at this moment, for a panel in which somebody writes.</summary>
    public static async Task<IResult> FromPage(string? beside, ShowCallPanel panel, HttpContext context, Html html, CancellationToken ct) =>
        !context.IsHtmx() ? Results.Redirect(CallRoutes.Log) : beside is null ? await panel.Fragment(html, ct) : html.Fragment<CallBeside>(new { View = await panel.Beside(ct) });

    public async Task<IResult> Fragment(Html html, CancellationToken ct) => html.Fragment<CallPanel>(new { View = await Current(ct), Country = business.PhoneCountry });

    /// <summary>As it was typed, with what is wrong.</summary>
    public async Task<IResult> Form(Guid id, IFormCollection typed, FormErrors errors, HttpContext context, Html html, CancellationToken ct)
    {
        var call = await db.Calls.AsNoTracking().SingleAsync(c => c.Id == id, ct);
        var view = await View(call, ct) with { Outcome = typed["outcome"], Note = typed["note"], NextIn = typed["next"] };
        return context.IsHtmx()
            ? html.Fragment<CallPanel>(new { View = view, Country = business.PhoneCountry, Errors = errors }, 422)
            : html.Page<LogCallPage>(new { View = view, Country = business.PhoneCountry, html.Viewer, Errors = errors }, 422);
    }

    /// <summary>The form alone, for a call of the log.</summary>
    public static async Task<IResult> LogForm(Guid id, CallSearch search, ShowCallPanel panel, Html html, CancellationToken ct)
    {
        if (await search.One(id, ct) is not { } call) return new Problem.NotFound().ToPage();
        return call.IsLive
            ? new Problem.Conflict("call_going_on", "The call is still going on.").ToPage()
            : html.Page<LogCallPage>(new { View = await panel.View(call, ct) with { Outcome = call.Outcome?.Word(), Note = call.Note }, Country = panel.Country, html.Viewer });
    }

    private string Country => business.PhoneCountry;

    private async Task<CallPanel.Model?> Beside(CancellationToken ct) => user.MemberId is { } me && await Arriving(me, ct) is { } arriving ? await View(arriving, ct) : null;

    private async Task<CallPanel.Model?> Current(CancellationToken ct)
    {
        if (user.MemberId is not { } me) return null;
        var now = clock.GetCurrentInstant();
        var since = now - Recent;
        // Three questions that an index answers each; as one, a log of a million calls is walked for it.
        if ((await desk.LiveOf(me, ct) ?? await Arriving(me, ct)) is { } live) return await View(live, ct);
        var last = await db.Calls.AsNoTracking().Where(c => c.MemberId == me && !c.IsNoted && !c.IsPutOff && c.At >= since).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).FirstOrDefaultAsync(ct);
        return last is not null && (last.IsOpen || (last.LoggedAt ?? last.EndedAt) > now - Shown) ? await View(last, ct) : null;
    }

    /// <summary>The call that rings whoever is on duty, and that nobody has taken yet: of several the one that waits longest.</summary>
    private Task<Call?> Arriving(Guid me, CancellationToken ct) =>
        db.Calls.AsNoTracking().Where(c => c.State < CallState.Ended && c.State == CallState.RingingUs && c.Direction == CallDirection.Inbound && db.MemberPhones.Any(p => p.MemberId == me && p.IsOnDuty && p.VerifiedAt != null))
            .OrderBy(c => c.At).ThenBy(c => c.Id).FirstOrDefaultAsync(ct);

    private async Task<CallPanel.Model> View(Call call, CancellationToken ct)
    {
        var isArriving = call is { Direction: CallDirection.Inbound, State: CallState.RingingUs };
        // Whoever talks with somebody sees with whom; of one that only rings they see whom they may see.
        var party = isArriving ? await parties.Seen(call, ct) : await parties.Of(call, ct);
        var lead = party is { Kind: SubjectKind.Lead } ? await db.Leads.AsNoTracking().SingleAsync(l => l.Id == party.Id, ct) : null;
        var canNurture = lead is not null && business.IsNurturing && lead.Status.IsOpen();
        return new(call, party?.Title ?? (call.Direction == CallDirection.Inbound ? CallText.Number(call, Country) : "Somebody"), party?.Url, clock.GetCurrentInstant())
        {
            Next = call.LoggedAt is not null && canNurture && lead!.NextDue is { } due ? $"{lead.NextTask}, {TaskText.InSentence(due, business.Today)}" : null,
            CanPlan = call.LoggedAt is not null && canNurture && lead!.NextDue is null,
            CanChooseNext = canNurture && lead!.CadenceId is null && user.May(Permission.LeadsUpdate),
            IsArriving = isArriving,
            CanAdd = call is { LeadId: null, CustomerId: null, Number.Length: > 0 } && user.May(Permission.LeadsCreate),
            Facts = call is { IsLive: true, Direction: CallDirection.Inbound } ? Facts(call, party, lead) : null,
        };
    }

    private string Facts(Call call, CallSubject? party, Lead? lead)
    {
        if (party is null) return call.LeadId is null && call.CustomerId is null ? "Nobody known has this number." : "Somebody else looks after them.";
        var facts = new[] { lead is null ? "Customer" : lead.Status.Title(), lead?.EstimatedValue is { } value ? Money.Format(value, business.Currency) : "", party.Address };
        return string.Join(" · ", facts.Where(fact => fact.Length > 0));
    }
}
