using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Calls.Components;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>Notes a call that was made elsewhere: from the truck, or by a phone that this program does not know.</summary>
public sealed class NoteCall(AppDb db, CallParties parties, CallOutcomes outcomes, CurrentUser user, CurrentBusiness business, IClock clock)
{
    /// <summary><c>leadId</c> or <c>customerId</c>: with whom; left out, whoever has <c>number</c>. <c>seconds</c>: how long they talked. <c>at</c>: when; left out, just now.</summary>
    public sealed record Body(Guid? LeadId, Guid? CustomerId, string? Number, string? Direction, string Outcome, string? Note, int? Seconds, Instant? At);

    public static async Task<IResult> Form(Guid? leadId, Guid? customerId, NoteCall note, HttpContext context, Html html, CancellationToken ct) =>
        await note.Dialog(new(leadId, customerId, null, "outbound", null, null, null), FormErrors.None, context, html, ct);

    public static async Task<IResult> FromPage(NoteCall note, HttpContext context, Html html, CancellationToken ct)
    {
        var (typed, errors) = (await context.Request.ReadFormAsync(ct), new FormErrors());
        var input = CallInput.FromForm(typed, errors);
        var noted = await note.Handle(input, errors, ct);
        if (noted.IsOk) return Done.Answer(context, "The call is noted.", $"{CallRoutes.Changed}, leads-changed", CallRoutes.Log);
        return noted.Problem is Problem.Invalid
            ? await note.Dialog(new(input.LeadId, input.CustomerId, typed["number"], typed["direction"], typed["outcome"], typed["minutes"], typed["note"]), FormErrors.Of(noted.Problem), context, html, ct)
            : noted.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(JsonBody body, NoteCall note, HttpResponse response, CancellationToken ct)
    {
        var errors = new FormErrors();
        var noted = await note.Handle(CallInput.FromJson(body, errors), errors, ct);
        return noted.Match(
            call =>
            {
                response.ETag(call.Version);
                return Results.Created($"/api/calls/{call.Id}", CallJson.Of(call));
            },
            problem => problem.ToJson());
    }

    public Task<Result<Call>> Handle(CallInput input, FormErrors errors, CancellationToken ct) => db.InTransaction<Result<Call>>(async () =>
    {
        var (party, number) = await With(input, errors, ct);
        var now = clock.GetCurrentInstant();
        if (input.At > now) errors.Add("at", "A call that is yet to be made is a task.");
        if (errors.Any) return errors.ToProblem();
        var lead = await outcomes.Held(party!.Party.LeadId, ct);
        var call = Call.Noted(db.BusinessId, party.Party, input.Direction, user.MemberId, number!, input.Outcome!.Value, input.Seconds, input.At ?? now);
        db.Add(call);
        if (await outcomes.Say(call, lead, input.Outcome.Value, input.Note, now, ct) is { } problem) return problem;
        await db.SaveChangesAsync(ct);
        return call;
    }, ct);

    /// <summary>With whom it was, and by which of their numbers.</summary>
    private async Task<(CallSubject? Party, string? Number)> With(CallInput input, FormErrors errors, CancellationToken ct)
    {
        var typed = PhoneNumber.Read(input.Number, business.PhoneCountry);
        var id = input.LeadId ?? input.CustomerId;
        var party = id is { } given ? await parties.Find(input.LeadId is null ? SubjectKind.Customer : SubjectKind.Lead, given, ct) : typed.Key is { } key ? await parties.WithKey(key, ct) : null;
        var number = typed.E164 ?? (input.Number.Trim().Length == 0 ? party?.Callable.Select(phone => phone.Number.E164).FirstOrDefault() : null);
        if (id is not null && party is null) errors.Add(input.LeadId is null ? "customerId" : "leadId", "There is nobody with this id whom you may see.");
        else if (number is null) errors.Add("number", PhoneNumber.WhyNotValid(input.Number, business.PhoneCountry) ?? "Type the number that was called.");
        else if (party is null) errors.Add("number", "Nobody has this number yet. Add them as a lead first.");
        else if (typed.Key is { } rung && party.Phones.All(phone => phone.Key != rung)) errors.Add("number", $"{party.Title} does not have this number. Add it there first.");
        return (party, number);
    }

    private async Task<IResult> Dialog(NoteCallDialog.Model form, FormErrors errors, HttpContext context, Html html, CancellationToken ct)
    {
        var party = form.LeadId is { } lead ? await parties.Find(SubjectKind.Lead, lead, ct) : form.CustomerId is { } customer ? await parties.Find(SubjectKind.Customer, customer, ct) : null;
        if (party is null && (form.LeadId ?? form.CustomerId) is not null) return new Problem.NotFound().ToPage();
        return html.Page<NoteCallDialog>(new { Form = form, Party = party, Country = business.PhoneCountry, Errors = errors, AsPage = !context.IsHtmx() }, errors.Any ? 422 : 200);
    }
}
