using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Gives a lead to a team member, and tells them, or back to the pool.</summary>
public sealed class AssignLead(AppDb db, CurrentUser user, LeadLookups lookups, TellAssignee tell, CurrentBusiness business, IClock clock)
{
    /// <summary><paramref name="Strict"/>: any other version is refused; else only where somebody assigned the lead meanwhile.</summary>
    public sealed record Request(Guid? AssigneeId, int? Version, bool Strict, FormErrors Errors);

    /// <summary>Somebody else was given the lead in between.</summary>
    public sealed record Clash(Lead Lead, string? By);

    public static async Task<IResult> Form(Guid id, ShowLead show, LeadChoices choices, HttpContext context, Html html, CancellationToken ct)
    {
        var shown = await show.Handle(new(id, FromTrash: false), ct);
        return shown.IsOk ? await Dialog(shown.Value, shown.Value.AssigneeId, null, choices, context, html, ct) : shown.Problem.ToPage();
    }

    public static async Task<IResult> FromPage(Guid id, AssignLead assign, ShowLead show, LeadChoices choices, HttpContext context, Html html, CancellationToken ct)
    {
        var (typed, errors) = (await context.Request.ReadFormAsync(ct), new FormErrors());
        if (!typed.ContainsKey("assigneeId")) errors.Add(LeadFields.AssigneeId, "Choose who works this lead, or nobody yet.");
        var wanted = LeadInput.ReadId(typed["assigneeId"], LeadFields.AssigneeId, errors);
        var assigned = await assign.Handle(id, new(wanted, int.TryParse(typed["version"], out var version) ? version : null, Strict: false, errors), ct);
        if (assigned.IsOk)
        {
            var lead = assigned.Value;
            return Done.Answer(context, lead.AssigneeId is null ? $"{lead.Title} is in the pool." : $"{lead.AssigneeName} works {lead.Title} now.", "leads-changed", $"/leads/{id}");
        }
        if (assigned.Problem is Problem.Stale { Current: Clash clash })
            return await Dialog(clash.Lead, wanted, clash.By, choices, context, html, ct);
        if (assigned.Problem is not Problem.Invalid || await show.Handle(new(id, FromTrash: false), ct) is not { IsOk: true } shown) return assigned.Problem.ToPage();
        return await Dialog(shown.Value, shown.Value.AssigneeId, null, choices, context, html, ct, FormErrors.Of(assigned.Problem));
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, AssignLead assign, CurrentBusiness business, HttpContext context, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        if (!json.Has(LeadFields.AssigneeId)) errors.Add(LeadFields.AssigneeId, "Give the id of a team member, or null for the pool.");
        var request = new Request(json.Id(LeadFields.AssigneeId), Versions.Sent(context.Request, json.Number("version")), Strict: true, errors);
        json.Finish();
        return (await assign.Handle(id, request, ct)).Match(lead => LeadJson.Ok(context.Response, lead, business), problem => problem.ToJson());
    }

    public Task<Result<Lead>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<Lead>>(async () =>
    {
        var lead = await db.Held<Lead>(id).VisibleTo(user).SingleOrDefaultAsync(l => l.DeletedAt == null, ct);
        if (lead is null) return new Problem.NotFound();
        var errors = request.Errors;
        if (errors.Any) return errors.ToProblem();
        if (Versions.Check(request.Version, request.Strict, lead, () => LeadJson.Of(lead, business)) is { } problem) return problem;
        var assignee = await lookups.Assignee(request.AssigneeId, lead.AsEdit.Assignee, errors, ct);
        if (errors.Any) return errors.ToProblem();
        if (request.Version != lead.Version && await db.ChangesSince(id, request.Version!.Value, ct) is { } since
            && (lead.AsEdit with { Assignee = assignee }).Against(lead.AsEdit, since.Fields).Both.Contains(LeadFields.AssigneeId))
            return new Problem.Stale(new Clash(lead, since.By));

        var now = clock.GetCurrentInstant();
        var changes = lead.AssignTo(assignee, now);
        if (changes.Count > 0)
        {
            db.Note(lead, user.Actor, ActivityKinds.Changed, now, changes);
            await tell.Of(lead, ct);
        }
        await db.SaveChangesAsync(ct);
        return lead;
    }, ct);

    private static async Task<IResult> Dialog(Lead lead, Guid? chosen, string? by, LeadChoices choices, HttpContext context, Html html, CancellationToken ct, FormErrors? errors = null)
    {
        var team = await choices.Team(ct);
        // Somebody who has left keeps their leads until another takes them.
        if (lead.AssigneeId is { } present && team.All(p => p.Id != present)) team = [.. team, new(present, lead.AssigneeName, IsMe: false, HasLeft: true)];
        return html.Page<AssignDialog>(
            new
            {
                lead.Id,
                lead.Version,
                Name = lead.Title,
                AssigneeId = chosen,
                Team = team,
                Errors = errors ?? FormErrors.None,
                AsPage = !context.IsHtmx(),
                Theirs = by is null ? null : lead.AssigneeId is null ? "back in the pool" : $"with {lead.AssigneeName}",
                TheirsBy = by,
            },
            by is not null ? 409 : errors is null ? 200 : 422);
    }
}
