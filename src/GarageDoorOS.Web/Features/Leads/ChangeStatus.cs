using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Moves a lead on, or closes it with the reason.</summary>
public sealed class ChangeStatus(AppDb db, CurrentUser user, CurrentBusiness business, IClock clock)
{
    /// <summary><paramref name="Strict"/>: any other version is refused; else only where somebody changed the status meanwhile.</summary>
    public sealed record Request(LeadStatus Status, string? LostReason, int? Version, bool Strict, FormErrors Errors);

    /// <summary>Somebody else changed the status in between.</summary>
    public sealed record Clash(Lead Lead, string? By);

    /// <summary>Asks why a lead is closed; for a status that needs no reason, only whether.</summary>
    public static async Task<IResult> Form(Guid id, string? status, ShowLead show, LeadChoices choices, HttpContext context, Html html, CancellationToken ct)
    {
        var shown = await show.Handle(new(id, FromTrash: false), ct);
        if (!shown.IsOk) return shown.Problem.ToPage();
        if (!LeadStatusExtensions.TryRead(status, out var wanted) || wanted == LeadStatus.Converted) return new Problem.NotFound().ToPage();
        return await Dialog(shown.Value, wanted, shown.Value.LostReason, null, choices, context, html, ct);
    }

    public static async Task<IResult> FromPage(Guid id, ChangeStatus change, ShowLead show, LeadChoices choices, HttpContext context, Html html, CancellationToken ct)
    {
        var (typed, errors) = (await context.Request.ReadFormAsync(ct), new FormErrors());
        var status = LeadInput.ReadStatus(typed["status"], isGiven: true, errors);
        var reason = TextRule.Read(typed["lostReason"].ToString(), LeadFields.LostReason, TextRule.Line, errors);
        var changed = await change.Handle(id, new(status, reason, int.TryParse(typed["version"], out var version) ? version : null, Strict: false, errors), ct);
        if (changed.IsOk) return Done.Answer(context, $"{changed.Value.Title} is {changed.Value.Status.Title().ToLowerInvariant()} now.", "leads-changed", $"/leads/{id}");
        if (changed.Problem is Problem.Stale { Current: Clash clash }) return await Dialog(clash.Lead, status, reason, clash.By, choices, context, html, ct);
        if (FormErrors.Of(changed.Problem) is not { } wrong || !wrong.Has(LeadFields.LostReason)) return changed.Problem.ToPage();
        return await show.Handle(new(id, FromTrash: false), ct) is { IsOk: true } shown
            ? await Dialog(shown.Value, status, reason, null, choices, context, html, ct, wrong)
            : changed.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, ChangeStatus change, CurrentBusiness business, HttpContext context, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var status = LeadInput.ReadStatus(json.Text(LeadFields.Status), isGiven: true, errors);
        var request = new Request(status, json.Text(LeadFields.LostReason), Versions.Sent(context.Request, json.Number("version")), Strict: true, errors);
        json.Finish();
        return (await change.Handle(id, request, ct)).Match(lead => LeadJson.Ok(context.Response, lead, business), problem => problem.ToJson());
    }

    public Task<Result<Lead>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<Lead>>(async () =>
    {
        var lead = await db.Held<Lead>(id).VisibleTo(user).SingleOrDefaultAsync(l => l.DeletedAt == null, ct);
        if (lead is null) return new Problem.NotFound();
        if (request.Errors.Any) return request.Errors.ToProblem();
        if (Versions.Check(request.Version, request.Strict, lead, () => LeadJson.Of(lead, business)) is { } problem) return problem;
        var reason = request.LostReason == lead.LostReason ? request.LostReason : await db.LostReasonCalled(request.LostReason, ct);
        var isOurs = lead.Status != LeadStatus.Converted && request.Status != LeadStatus.Converted; // converting is decided elsewhere, and for good
        var wanted = lead.AsEdit with { Status = request.Status, LostReason = request.Status.IsClosed() ? reason ?? "" : "" };
        if (isOurs && request.Version != lead.Version && await db.ChangesSince(id, request.Version!.Value, ct) is { } since
            && wanted.Against(lead.AsEdit, since.Fields).Both.Contains(LeadFields.Status))
            return new Problem.Stale(new Clash(lead, since.By));

        var now = clock.GetCurrentInstant();
        var changes = lead.MoveTo(request.Status, reason, now);
        if (!changes.IsOk) return changes.Problem;
        if (changes.Value.Count > 0) db.Note(lead, user.Actor, ActivityKinds.Changed, now, changes.Value);
        await db.SaveChangesAsync(ct);
        return lead;
    }, ct);

    private static async Task<IResult> Dialog(
        Lead lead, LeadStatus status, string? reason, string? by, LeadChoices choices, HttpContext context, Html html, CancellationToken ct, FormErrors? errors = null) =>
        html.Page<StatusDialog>(
            new
            {
                lead.Id,
                lead.Version,
                Name = lead.Title,
                Status = status,
                Chosen = reason,
                Reasons = status.IsClosed() ? await choices.LostReasons(ct) : [],
                Errors = errors ?? FormErrors.None,
                AsPage = !context.IsHtmx(),
                Theirs = by is null ? null : lead.LostReason.Length > 0 ? $"{lead.Status.Title()} ({lead.LostReason})" : lead.Status.Title(),
                TheirsBy = by,
            },
            by is not null ? 409 : errors is null ? 200 : 422);
}
