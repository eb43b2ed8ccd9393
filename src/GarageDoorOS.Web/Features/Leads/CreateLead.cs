using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Writes down somebody who may become a customer.</summary>
public sealed class CreateLead(AppDb db, CurrentUser user, LeadLookups lookups, TellAssignee tell, IClock clock)
{
    private static readonly LeadEdit Blank = new(new(), LeadStatus.New, "", null);

    public sealed record Request(ReadLead Read);

    /// <summary>The empty form; <paramref name="name"/> is filled in where a search found nobody.</summary>
    public static async Task<IResult> Form(string? name, LeadDrafts drafts, HttpContext context, Html html, CancellationToken ct) =>
        html.Page<LeadForm>(new { Form = await drafts.New(name, ct), AsPage = !context.IsHtmx() });

    public static async Task<IResult> FromPage(CreateLead create, LeadDrafts drafts, CurrentBusiness business, HttpContext context, Html html, CancellationToken ct)
    {
        var typed = await context.Request.ReadFormAsync(ct);
        var made = await create.Handle(new((stored, errors) => LeadInput.FromForm(typed, business.PhoneCountry, stored, errors)), ct);
        if (made.IsOk) return Done.Answer(context, $"{made.Value.Title} was added.", "leads-changed", $"/leads/{made.Value.Id}");
        return made.Problem is Problem.Invalid
            ? html.Page<LeadForm>(new { Form = await drafts.Of(typed, null, ct), Errors = FormErrors.Of(made.Problem), AsPage = !context.IsHtmx() }, 422)
            : made.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(JsonBody body, CreateLead create, CurrentBusiness business, HttpResponse response, CancellationToken ct) =>
        (await create.Handle(new((stored, errors) => LeadInput.FromJson(body, isNew: true, business.PhoneCountry, stored, errors)), ct)).Match(
            lead =>
            {
                response.ETag(lead.Version);
                return TypedResults.Created($"/api/leads/{lead.Id}", LeadJson.Of(lead, business));
            },
            problem => problem.ToJson());

    public Task<Result<Lead>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<Lead>>(async () =>
    {
        var errors = new FormErrors();
        var input = request.Read(Blank.Facts, errors);
        var edit = await lookups.Apply(input, Blank, errors, ct);
        if (errors.Any) return errors.ToProblem();
        if (edit.Assignee is not null && !user.May(Permission.LeadsAssign)) return new Problem.Forbidden("You may not assign leads. Leave the assignee open.");

        var now = clock.GetCurrentInstant();
        var lead = Lead.Open(db.BusinessId, edit.Facts, edit.Assignee, now, edit.Status, edit.LostReason).Quoting(input.ImportedOwner, input.ImportedStatus);
        db.Add(lead);
        db.Note(lead, user.Actor, ActivityKinds.Created, now);
        await tell.Of(lead, ct);
        await db.SaveChangesAsync(ct);
        return lead;
    }, ct);
}
