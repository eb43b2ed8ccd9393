using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
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

/// <summary>Rewrites a lead. A form that somebody overtook is merged where they wrote in other fields; a program is told to read again.</summary>
public sealed class EditLead(AppDb db, CurrentUser user, LeadLookups lookups, TellAssignee tell, CurrentBusiness business, IClock clock)
{
    /// <summary><paramref name="IfMatch"/> goes before the version that the input names. <paramref name="Strict"/>: an older version is refused, not merged.</summary>
    public sealed record Request(ReadLead Read, int? IfMatch, bool Strict);

    /// <summary>The lead as it is now; <paramref name="With"/> names who else had changed it since the form was opened.</summary>
    public sealed record Response(Lead Lead, string? With);

    public static async Task<IResult> Form(Guid id, AppDb db, CurrentUser user, LeadDrafts drafts, HttpContext context, Html html, CancellationToken ct) =>
        await db.Leads.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(l => l.Id == id && l.DeletedAt == null, ct) is { } lead
            ? html.Page<LeadForm>(new { Form = await drafts.Of(lead, ct), AsPage = !context.IsHtmx() })
            : new Problem.NotFound().ToPage();

    public static async Task<IResult> FromPage(Guid id, EditLead edit, LeadDrafts drafts, CurrentBusiness business, HttpContext context, Html html, CancellationToken ct)
    {
        var typed = await context.Request.ReadFormAsync(ct);
        var edited = await edit.Handle(id, new((stored, errors) => LeadInput.FromForm(typed, business.PhoneCountry, stored, errors), null, Strict: false), ct);
        if (edited.IsOk)
            return Done.Answer(context, edited.Value.With is { } other ? $"Saved. What {other} changed meanwhile is kept as well." : "Saved.", "leads-changed", $"/leads/{id}");
        return edited.Problem switch
        {
            Problem.Invalid => html.Page<LeadForm>(new { Form = await drafts.Of(typed, id, ct), Errors = FormErrors.Of(edited.Problem), AsPage = !context.IsHtmx() }, 422),
            Problem.Stale { Current: Clash<LeadEdit> clash } => html.Page<LeadForm>(new { Form = await drafts.Of(clash, ct), AsPage = !context.IsHtmx() }, 409),
            var problem => problem.ToPage(),
        };
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, EditLead edit, CurrentBusiness business, HttpContext context, CancellationToken ct) =>
        (await edit.Handle(id, new((stored, errors) => LeadInput.FromJson(body, isNew: false, business.PhoneCountry, stored, errors), Versions.Sent(context.Request), Strict: true), ct)).Match(
            edited => LeadJson.Ok(context.Response, edited.Lead, business),
            problem => problem.ToJson());

    public Task<Result<Response>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<Response>>(async () =>
    {
        var lead = await db.Held<Lead>(id).VisibleTo(user).SingleOrDefaultAsync(l => l.DeletedAt == null, ct);
        if (lead is null) return new Problem.NotFound();
        var errors = new FormErrors();
        var input = request.Read(lead.Facts, errors);
        if (errors.Has("version")) return errors.ToProblem();
        var version = request.IfMatch ?? input.Version;
        if (Versions.Check(version, request.Strict, lead, () => LeadJson.Of(lead, business)) is { } problem) return problem;
        var edit = await lookups.Apply(input, lead.AsEdit, errors, ct);
        if (errors.Any) return errors.ToProblem();

        var merged = await db.Merge(lead, version!.Value, edit, lead.AsEdit, ct);
        if (!merged.IsOk) return merged.Problem;
        (edit, var with) = merged.Value;
        if (edit.Assignee?.Id != lead.AssigneeId && !user.May(Permission.LeadsAssign)) return new Problem.Forbidden("You may not assign leads. Leave the assignee as it is.");

        var now = clock.GetCurrentInstant();
        var changes = lead.Become(edit, now);
        if (!changes.IsOk) return changes.Problem;
        if (changes.Value.Count > 0) db.Note(lead, user.Actor, ActivityKinds.Changed, now, changes.Value);
        if (changes.Value.Any(change => change.Field == LeadFields.AssigneeId)) await tell.Of(lead, ct);
        await db.SaveChangesAsync(ct);
        return new Response(lead, with);
    }, ct);
}
