using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Moves many leads on at once, or closes them for one reason; what is a customer already stays converted.</summary>
public sealed class ChangeStatuses(AppDb db, CurrentUser user, ManyLeads many)
{
    public sealed record Request(ChosenLeads Leads, LeadStatus Status, string? LostReason);

    /// <summary>Closing without a reason asks for it, and keeps which leads are meant.</summary>
    public static async Task<IResult> FromPage(HttpContext context, ChangeStatuses change, LeadChoices choices, Html html, CancellationToken ct)
    {
        var (typed, errors) = (await context.Request.ReadFormAsync(ct), new FormErrors());
        var status = LeadInput.ReadStatus(typed["status"], isGiven: true, errors);
        var reason = TextRule.Read(typed["lostReason"].ToString(), LeadFields.LostReason, TextRule.Line, errors);
        var done = await change.Handle(new(ChosenLeads.FromForm(typed, errors), status, reason), ct);
        if (done.IsOk) return BulkAnswer.Done(context, done.Value, status.Title().ToLowerInvariant());
        if (FormErrors.Of(done.Problem) is not { All: [{ Field: LeadFields.LostReason }] } wrong) return done.Problem.ToPage();
        return html.Page<BulkStatusDialog>(
            new { Chosen = BulkChoice.Of(typed), Status = status, Reasons = await choices.LostReasons(ct), Errors = typed.ContainsKey("asked") ? wrong : FormErrors.None, AsPage = !context.IsHtmx() }, 422);
    }

    public static async Task<IResult> FromApi(JsonBody body, ChangeStatuses change, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var status = LeadInput.ReadStatus(json.Text(LeadFields.Status), isGiven: true, errors);
        var request = new Request(ChosenLeads.FromJson(json), status, json.Text(LeadFields.LostReason));
        json.Finish();
        return (await change.Handle(request, ct)).Match(done => Results.Ok(done), problem => problem.ToJson());
    }

    public async Task<Result<BulkResult>> Handle(Request request, CancellationToken ct)
    {
        var (errors, status) = (request.Leads.Errors, request.Status);
        if (status == LeadStatus.Converted) errors.Add(LeadFields.Status, LeadRules.OnlyByConverting);
        if (status.LacksReason(request.LostReason) && !errors.Has(LeadFields.LostReason)) errors.Add(LeadFields.LostReason, LeadRules.SayWhyClosed);
        return await many.Change(request.Leads, BulkKind.Status, async (leads, result, now, ct) =>
        {
            var reason = await db.LostReasonCalled(request.LostReason, ct);
            var changed = new List<Lead>(leads.Count);
            foreach (var lead in leads)
            {
                var moved = lead.MoveTo(status, reason, now);
                if (moved is { IsOk: true, Value.Count: > 0 })
                {
                    db.Note(lead, user.Actor, ActivityKinds.Changed, now, moved.Value);
                    changed.Add(lead);
                }
                else result.Skip(moved.IsOk ? BulkResult.Unchanged : BulkResult.Converted);
            }
            return changed;
        }, ct);
    }
}
