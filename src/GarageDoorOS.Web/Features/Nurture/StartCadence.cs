using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Nurture.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Begins a cadence for a lead by hand, in place of the one that it is in.</summary>
public sealed class StartCadence(AppDb db, CadenceRuns runs, CurrentUser user, IClock clock)
{
    /// <summary>The id of a cadence that is on.</summary>
    public sealed record Body(Guid CadenceId);

    public sealed record Started(Lead Lead, Enrolment Enrolment, Cadence Cadence);

    public static Task<IResult> Form(Guid id, StartCadence start, HttpContext context, Html html, CancellationToken ct) => start.Dialog(id, null, FormErrors.None, context, html, ct);

    public static async Task<IResult> FromPage(Guid id, [FromForm] string? cadenceId, StartCadence start, HttpContext context, Html html, CancellationToken ct)
    {
        var errors = new FormErrors();
        var started = await start.Handle(id, Guid.TryParse(cadenceId, out var chosen) ? chosen : null, errors, ct);
        if (started.IsOk) return Done.Answer(context, $"{started.Value.Cadence.Name} has begun.", "leads-changed", $"/leads/{id}");
        return started.Problem is Problem.Invalid ? await start.Dialog(id, cadenceId, FormErrors.Of(started.Problem), context, html, ct) : started.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, StartCadence start, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var chosen = json.Id("cadenceId");
        json.Finish();
        return (await start.Handle(id, chosen, errors, ct)).Match(
            started => Results.Created($"/api/enrolments/{started.Enrolment.Id}", EnrolmentJson.Of(started.Enrolment, started.Cadence.Name)), problem => problem.ToJson());
    }

    public Task<Result<Started>> Handle(Guid leadId, Guid? cadenceId, FormErrors errors, CancellationToken ct) => db.InTransaction<Result<Started>>(async () =>
    {
        var lead = await db.Held<Lead>(leadId).VisibleTo(user).SingleOrDefaultAsync(l => l.DeletedAt == null, ct);
        if (lead is null) return new Problem.NotFound();
        var cadence = await db.Cadences.Startable().SingleOrDefaultAsync(c => c.Id == cadenceId, ct);
        if (cadence is null && !errors.Has("cadenceId")) errors.Add("cadenceId", "Choose a cadence that is on.");
        if (errors.Any) return errors.ToProblem();
        if (!lead.Status.IsOpen()) return new Problem.Conflict("lead_closed", "This lead is closed: there is nothing to do for it. Open it again first.");
        var now = clock.GetCurrentInstant();
        if (await runs.Of(lead.Id, ct) is { } running)
        {
            if (running.CadenceId == cadence!.Id) return new Problem.Conflict("already_enrolled", $"This lead is in {cadence.Name} already.");
            await runs.Leave([(lead, running, user.Actor)], now, ct);
        }
        var enrolment = runs.Begin(lead, cadence!, await runs.Taken(lead.Id, cadence!.Id, now, ct), user.Actor, now);
        await db.SaveChangesAsync(ct);
        return new Started(lead, enrolment, cadence);
    }, ct);

    private async Task<IResult> Dialog(Guid leadId, string? chosen, FormErrors errors, HttpContext context, Html html, CancellationToken ct)
    {
        var lead = await db.Leads.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(l => l.Id == leadId && l.DeletedAt == null, ct);
        if (lead is null) return new Problem.NotFound().ToPage();
        var offered = await db.Cadences.Startable().ToListAsync(ct);
        var present = offered.Find(c => c.Id == lead.CadenceId);
        return html.Page<StartCadenceDialog>(
            new { Lead = lead, Offered = offered.Where(c => c != present).ToList(), Present = present?.Name, Chosen = chosen, Errors = errors, AsPage = !context.IsHtmx() }, errors.Any ? 422 : 200);
    }
}
