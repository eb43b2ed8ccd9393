using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Calls.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>
/// Asks for a call to one of the numbers of a lead or a customer. It is written down here, and placed by whoever looks after calls: the page answers at once, whatever the vendor does.
/// </summary>
public sealed class PlaceCall(AppDb db, CallParties parties, CallDesk desk, SendingGate gate, CurrentUser user, CurrentBusiness business, IClock clock)
{
    public static IReadOnlyList<string> Fields { get; } = ["phone", "memberId", "anyway"];

    /// <summary>
    /// <c>phone</c>: which of its numbers, from 0; left out, the only one that can be rung. <c>memberId</c>: whose phone rings first; a person's session has its own. <c>anyway</c>: true once the warning of a 409
    /// <c>call_warning</c> was read.
    /// </summary>
    public sealed record Body(int? Phone, Guid? MemberId, bool? Anyway);

    public sealed record Request(int? Phone, Guid? MemberId, bool Anyway);

    /// <summary><c>callId</c>: of the call that was asked for; the same where the same call is going on already.</summary>
    public sealed record Response(Guid CallId);

    public static Task<IResult> FormOfLead(Guid id, PlaceCall place, HttpContext context, Html html, CancellationToken ct) => place.Dialog(SubjectKind.Lead, id, null, null, context, html, ct);

    public static Task<IResult> FormOfCustomer(Guid id, PlaceCall place, HttpContext context, Html html, CancellationToken ct) => place.Dialog(SubjectKind.Customer, id, null, null, context, html, ct);

    public static Task<IResult> FromLeadPage(Guid id, PlaceCall place, HttpContext context, Html html, CancellationToken ct) => place.FromPage(SubjectKind.Lead, id, context, html, ct);

    public static Task<IResult> FromCustomerPage(Guid id, PlaceCall place, HttpContext context, Html html, CancellationToken ct) => place.FromPage(SubjectKind.Customer, id, context, html, ct);

    public static Task<IResult> OfLeadFromApi(Guid id, JsonBody body, PlaceCall place, CancellationToken ct) => place.FromApi(SubjectKind.Lead, id, body, ct);

    public static Task<IResult> OfCustomerFromApi(Guid id, JsonBody body, PlaceCall place, CancellationToken ct) => place.FromApi(SubjectKind.Customer, id, body, ct);

    public Task<Result<Call>> Handle(SubjectKind kind, Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<Call>>(async () =>
    {
        await db.LockIdentity(ct); // one after the other, so that a burst of them does not slip through the limits
        if (await parties.Find(kind, id, ct) is not { } party) return new Problem.NotFound();
        if (await db.TelephonyAccounts.AsNoTracking().SingleOrDefaultAsync(ct) is not { } account) return NotSetUp;
        if (party.Number(request.Phone) is not { E164: { } to } number) return new Problem.Invalid("phone", party.Callable.Count == 0 ? "There is no number that can be rung." : "Choose the number.");
        if ((request.MemberId ?? user.MemberId) is not { } member) return new Problem.Invalid("memberId", "Say whose phone rings first.");
        if (user.MemberId is { } own && own != member) return new Problem.Invalid("memberId", "Your own phone rings first, and nobody else's.");
        if (request.MemberId is not null && !await db.TeamMembers.AnyAsync(m => m.Id == member && m.IsActive, ct)) return new Problem.Invalid("memberId", "There is no active team member with this id in your business.");

        var now = clock.GetCurrentInstant();
        if (await desk.LiveOf(member, ct) is { } live) return IsSame(live) ? live : new Problem.Conflict("already_calling", "There is a call going on already. End it first.");
        if (await db.MemberPhones.AsNoTracking().SingleOrDefaultAsync(p => p.MemberId == member, ct) is not { IsVerified: true }) return NoPhone;
        if (TollGuard.WhyNot(number, account.Limits, await desk.SoFar(member, to, now, ct), business.PhoneCountry) is { } why) return why;
        if (!request.Anyway && await gate.WhyNotRing(party.Phones, party.Address, to, now, ct) is { } warning) return new Problem.Conflict("call_warning", warning);

        var call = Call.Place(db.BusinessId, party.Party, member, to, now);
        db.Add(call);
        await desk.Wake(ct);
        await db.SaveChangesAsync(ct);
        return call;

        bool IsSame(Call other) => other.Direction == CallDirection.Outbound && other.Number == to && new CallParty(other.LeadId, other.CustomerId) == party.Party;
    }, ct);

    private static Problem NotSetUp => new Problem.Conflict("telephony_not_configured", "Calls are not set up in this business. Its owner or an admin does that under Settings, Integrations, Telephony.");

    private static Problem NoPhone => new Problem.Conflict("phone_not_verified", "Nobody knows yet which phone is to ring first. Set it, and verify it by the code that it is told, on the page of your own account.");

    private async Task<IResult> FromPage(SubjectKind kind, Guid id, HttpContext context, Html html, CancellationToken ct)
    {
        var typed = await context.Request.ReadFormAsync(ct);
        var request = new Request(int.TryParse(typed["phone"], out var phone) ? phone : null, null, typed["anyway"] == "yes");
        var placed = await Handle(kind, id, request, ct);
        if (placed.IsOk) return Done.Quietly(context, CallRoutes.Changed, await parties.Find(kind, id, ct) is { } party ? party.Url : "/calls");
        return placed.Problem is Problem.Invalid or Problem.Conflict ? await Dialog(kind, id, request, placed.Problem, context, html, ct) : placed.Problem.ToPage();
    }

    private async Task<IResult> FromApi(SubjectKind kind, Guid id, JsonBody body, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var request = new Request(json.Number("phone"), json.Id("memberId"), json.Flag("anyway") ?? false);
        json.Finish();
        return errors.Any ? errors.ToProblem().ToJson() : (await Handle(kind, id, request, ct)).Match(call => Results.Accepted($"/api/calls/{call.Id}", new Response(call.Id)), problem => problem.ToJson());
    }

    private async Task<IResult> Dialog(SubjectKind kind, Guid id, Request? typed, Problem? problem, HttpContext context, Html html, CancellationToken ct)
    {
        if (await parties.Find(kind, id, ct) is not { } party) return new Problem.NotFound().ToPage();
        if (!business.IsCalling) return NotSetUp.ToPage();
        return html.Page<PlaceCallDialog>(new
        {
            Party = party,
            Country = business.PhoneCountry,
            Chosen = typed?.Phone,
            Refused = problem as Problem.Conflict,
            Errors = problem is Problem.Invalid ? FormErrors.Of(problem) : FormErrors.None,
            AsPage = !context.IsHtmx(),
        }, problem switch { null => 200, Problem.Conflict => 409, _ => 422 });
    }
}
