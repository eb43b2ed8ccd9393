using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Begins a cadence for many leads at once, in place of the ones that they are in: they are marked, and begin in the background within seconds.</summary>
public sealed class StartCadences(AppDb db, CurrentUser user, ManyLeads many)
{
    public sealed record Request(ChosenLeads Leads, Guid? CadenceId);

    /// <summary>Asks which, and keeps which leads are meant.</summary>
    public static async Task<IResult> FromPage(HttpContext context, StartCadences start, Html html, CancellationToken ct)
    {
        var (typed, errors) = (await context.Request.ReadFormAsync(ct), new FormErrors());
        var chosen = ChosenLeads.FromForm(typed, errors);
        if (!errors.Any && !typed.ContainsKey("asked")) return await start.Dialog(typed, FormErrors.None, context, html, ct);
        var started = await start.Handle(new(chosen, Guid.TryParse(typed["cadenceId"], out var id) ? id : null), ct);
        if (started.IsOk) return Done.Answer(context, started.Value.Done == 0 ? "Nothing was changed." + started.Value.Rest : $"{BulkResult.Leads(started.Value.Done)} begin{(started.Value.Done == 1 ? "s" : "")} it in a moment.{started.Value.Rest}", "leads-changed", "/leads");
        return FormErrors.Of(started.Problem) is { All: [{ Field: "cadenceId" }] } wrong ? await start.Dialog(typed, wrong, context, html, ct) : started.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(JsonBody body, StartCadences start, CancellationToken ct)
    {
        var json = body.Fields(new FormErrors());
        var request = new Request(ChosenLeads.FromJson(json), json.Id("cadenceId"));
        json.Finish();
        return (await start.Handle(request, ct)).Match(started => Results.Ok(started), problem => problem.ToJson());
    }

    public async Task<Result<BulkResult>> Handle(Request request, CancellationToken ct)
    {
        var cadence = await db.Cadences.Startable().SingleOrDefaultAsync(c => c.Id == request.CadenceId, ct);
        if (cadence is null && !request.Leads.Errors.Has("cadenceId")) request.Leads.Errors.Add("cadenceId", "Choose a cadence that is on.");
        return await many.Change(request.Leads, kind: null, async (leads, result, _, ct) =>
        {
            result.Skip(BulkResult.Closed, leads.Count(l => !l.Status.IsOpen()));
            result.Skip(BulkResult.Unchanged, leads.Count(l => l.Status.IsOpen() && l.CadenceId == cadence!.Id));
            var starting = leads.Where(l => l.Status.IsOpen() && l.CadenceId != cadence!.Id).ToList();
            await db.StartSoon([.. starting.Select(l => l.Id)], cadence!.Id, ActorIdentity.Of(user.Actor), ct);
            return starting;
        }, ct);
    }

    private async Task<IResult> Dialog(IFormCollection typed, FormErrors errors, HttpContext context, Html html, CancellationToken ct) => html.Page<BulkCadenceDialog>(
        new { Chosen = BulkChoice.Of(typed), Offered = await db.Cadences.Startable().ToListAsync(ct), Errors = errors, AsPage = !context.IsHtmx() }, errors.Any ? 422 : 200);
}
