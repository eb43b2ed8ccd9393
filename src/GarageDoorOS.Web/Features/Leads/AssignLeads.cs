using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Gives many leads at once to a team member, who is told once, or back to the pool.</summary>
public sealed class AssignLeads(AppDb db, CurrentUser user, ManyLeads many, LeadLookups lookups, TellAssignee tell)
{
    public sealed record Request(ChosenLeads Leads, Guid? AssigneeId);

    public static async Task<IResult> FromPage(HttpContext context, AssignLeads assign, LeadChoices choices, CancellationToken ct)
    {
        var (typed, errors) = (await context.Request.ReadFormAsync(ct), new FormErrors());
        if (!typed.ContainsKey(LeadFields.AssigneeId)) errors.Add(LeadFields.AssigneeId, "Choose who works these leads, or nobody yet.");
        var request = new Request(ChosenLeads.FromForm(typed, errors), LeadInput.ReadId(typed[LeadFields.AssigneeId], LeadFields.AssigneeId, errors));
        var done = await assign.Handle(request, ct);
        if (!done.IsOk) return done.Problem.ToPage();
        var taker = (await choices.Team(ct)).FirstOrDefault(p => p.Id == request.AssigneeId)?.Name;
        return BulkAnswer.Done(context, done.Value, taker is null ? "in the pool" : $"with {taker}");
    }

    public static async Task<IResult> FromApi(JsonBody body, AssignLeads assign, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        if (!json.Has(LeadFields.AssigneeId)) errors.Add(LeadFields.AssigneeId, "Give the id of a team member, or null for the pool.");
        var request = new Request(ChosenLeads.FromJson(json), json.Id(LeadFields.AssigneeId));
        json.Finish();
        return (await assign.Handle(request, ct)).Match(done => Results.Ok(done), problem => problem.ToJson());
    }

    public Task<Result<BulkResult>> Handle(Request request, CancellationToken ct) => many.Change(request.Leads, BulkKind.Assignment, async (leads, result, now, ct) =>
    {
        var errors = new FormErrors();
        var assignee = await lookups.Assignee(request.AssigneeId, null, errors, ct);
        if (errors.Any) return errors.ToProblem();
        var changed = new List<Lead>(leads.Count);
        foreach (var lead in leads)
        {
            var changes = lead.AssignTo(assignee, now);
            if (changes.Count == 0)
            {
                result.Skip(BulkResult.Unchanged);
                continue;
            }
            db.Note(lead, user.Actor, ActivityKinds.Changed, now, changes);
            changed.Add(lead);
        }
        if (assignee is not null) await tell.Of(assignee.Id, changed, ct);
        return changed;
    }, ct);
}
