using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.ConsentEntries.Components;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.ConsentEntries;

/// <summary>Writes down that somebody agreed to be written to or called, or wants it no more.</summary>
public sealed class RecordConsent(AppDb db, Consents consents, ConsentOwners owners, CurrentUser user, CurrentBusiness business, IClock clock)
{
    public static IReadOnlyList<string> Fields { get; } = ["channel", "address", "given", "how", "wording", "at"];

    /// <summary>
    /// <c>address</c> is one of theirs. <c>how</c>: left out it is <c>api</c>. <c>at</c>: when they said so, left out it is now. Where they withdrew, only a later word of their own opens it
    /// again: say how they gave it, in which words and when; all else is 409 <c>consent_withdrawn</c>.
    /// </summary>
    public sealed record Body(ConsentChannel Channel, string Address, bool Given, ConsentHow? How, string? Wording, Instant? At);

    public static Task<IResult> FormOfLead(Guid id, string? address, RecordConsent record, HttpContext context, Html html, CancellationToken ct) => record.Form(SubjectKind.Lead, id, address, context, html, ct);

    public static Task<IResult> FormOfCustomer(Guid id, string? address, RecordConsent record, HttpContext context, Html html, CancellationToken ct) => record.Form(SubjectKind.Customer, id, address, context, html, ct);

    public static Task<IResult> FromLeadPage(Guid id, RecordConsent record, HttpContext context, Html html, CancellationToken ct) => record.FromPage(SubjectKind.Lead, id, context, html, ct);

    public static Task<IResult> FromCustomerPage(Guid id, RecordConsent record, HttpContext context, Html html, CancellationToken ct) => record.FromPage(SubjectKind.Customer, id, context, html, ct);

    public static Task<IResult> OfLeadFromApi(Guid id, JsonBody body, RecordConsent record, CancellationToken ct) => record.FromApi(SubjectKind.Lead, id, body, ct);

    public static Task<IResult> OfCustomerFromApi(Guid id, JsonBody body, RecordConsent record, CancellationToken ct) => record.FromApi(SubjectKind.Customer, id, body, ct);

    public Task<Result<Consent>> Handle(SubjectKind kind, Guid id, ConsentInput input, FormErrors errors, CancellationToken ct) => db.InTransaction<Result<Consent>>(async () =>
    {
        if (await owners.Find(kind, id, ct) is not { } owner) return new Problem.NotFound();
        var now = clock.GetCurrentInstant();
        input.Check(owner.Keys, now, errors);
        if (errors.Any) return errors.ToProblem();
        var about = new ConsentAddress(input.Channel!.Value, input.Address!);
        var said = new ConsentSaid(input.IsGiven!.Value, input.How!.Value, input.Wording, input.SaidAt);
        if (said.IsGiven && await consents.Of(about, ct) is { IsGiven: false } closed && WhyNot(input, closed) is { } problem) return problem;
        var entry = await consents.Record(about, said, user.Actor, now, ct);
        await db.SaveChangesAsync(ct);
        return entry;
    }, ct);

    /// <summary>An address that was closed is opened by its person alone, and whoever writes it down says how.</summary>
    private static Problem? WhyNot(ConsentInput input, Consent closed)
    {
        if (!input.IsByProgram) return input.Wording.Length > 0 ? null : new Problem.Invalid("wording", "They wanted no more. Write down what they say now.");
        var isTheirs = input.How!.Value.IsByThePerson() && input.Wording.Length > 0 && input.SaidAt > closed.At;
        return isTheirs ? null : new Problem.Conflict(
            "consent_withdrawn", "They wanted no more. Only they open it again: say how they did, in which words, and when, which must be later.",
            new Dictionary<string, object?> { ["withdrawn"] = ConsentJson.Of(closed) });
    }

    private async Task<IResult> FromApi(SubjectKind kind, Guid id, JsonBody body, CancellationToken ct)
    {
        var errors = new FormErrors();
        return (await Handle(kind, id, ConsentInput.FromJson(body, business.PhoneCountry, errors), errors, ct)).Match(
            entry => Results.Created($"/api/{(kind == SubjectKind.Lead ? "leads" : "customers")}/{id}/consents", ConsentJson.Of(entry)),
            problem => problem.ToJson());
    }

    private async Task<IResult> Form(SubjectKind kind, Guid id, string? address, HttpContext context, Html html, CancellationToken ct) =>
        await owners.Find(kind, id, ct) is { } owner ? await Dialog(owner, new(address, null, null, null), FormErrors.None, context, html, ct) : new Problem.NotFound().ToPage();

    private async Task<IResult> FromPage(SubjectKind kind, Guid id, HttpContext context, Html html, CancellationToken ct)
    {
        var (typed, errors) = (await context.Request.ReadFormAsync(ct), new FormErrors());
        var recorded = await Handle(kind, id, ConsentInput.FromForm(typed, errors), errors, ct);
        if (await owners.Find(kind, id, ct) is not { } owner) return new Problem.NotFound().ToPage();
        if (recorded.IsOk) return Done.Answer(context, $"{owner.Title} {(recorded.Value.IsGiven ? "agreed to" : "wants no more")} {recorded.Value.Channel.InWords()}.", owner.Changed, owner.Url);
        return recorded.Problem is Problem.Invalid
            ? await Dialog(owner, new(typed["address"], typed["given"], typed["how"], typed["wording"]), FormErrors.Of(recorded.Problem), context, html, ct)
            : recorded.Problem.ToPage();
    }

    private async Task<IResult> Dialog(ConsentOwner owner, ConsentDialog.Model form, FormErrors errors, HttpContext context, Html html, CancellationToken ct)
    {
        if (owner.Keys.Count == 0) return new Problem.Conflict("no_address", "There is no number that could be rung and no e-mail address. Add one first.").ToPage();
        var holding = await consents.OfEach(ConsentAddress.Of(owner.Keys), ct);
        return html.Page<ConsentDialog>(new { Owner = owner, Form = form, Holding = holding, Country = business.PhoneCountry, html.Viewer, Errors = errors, AsPage = !context.IsHtmx() }, errors.Any ? 422 : 200);
    }
}
