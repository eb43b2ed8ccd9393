using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.SignIn.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace GarageDoorOS.Web.Features.SignIn;

/// <summary>Signs a person in by e-mail and password. Whoever cannot come in gets one answer, so that nobody learns which e-mails are known here.</summary>
public sealed class BeginSession(PasswordCheck passwords, AppDb db, IClock clock)
{
    /// <summary><paramref name="IsInvited"/>: on the way to an invitation, which who has no place yet may be signed in for.</summary>
    public sealed record Request(string Email, string Password, bool IsInvited = false);

    /// <summary>Who it is, and where they may work.</summary>
    public sealed record Response(User Person, IReadOnlyList<Place> Places);

    public static async Task<IResult> Form(string? returnUrl, FirstVisit visit, AppDb db, CurrentUser user, BeginDemoSession demo, CompanyDoor company, Html html, CancellationToken ct) =>
        user.HasBusiness ? Results.Redirect(LocalUrl.Of(returnUrl) ?? "/leads")
        : await visit.IsDue(db, ct) ? Results.Redirect("/setup")
        : html.Page<SignInPage>(new { Demo = await demo.People(ct), Company = company.Button, ReturnUrl = LocalUrl.Of(returnUrl) });

    public static async Task<IResult> FromPage(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? returnUrl,
        BeginSession begin, BeginDemoSession demo, CompanyDoor company, HttpContext context, Html html, CancellationToken ct)
    {
        var result = await begin.Handle(new(email?.Trim() ?? "", password ?? "", LocalUrl.Of(returnUrl)?.StartsWith("/accept-invitation?", StringComparison.Ordinal) ?? false), ct);
        if (!result.IsOk)
            return html.Page<SignInPage>(new { Email = email, Errors = FormErrors.Of(result.Problem), Demo = await demo.People(ct), Company = company.Button, ReturnUrl = LocalUrl.Of(returnUrl) }, 422);
        return Results.Redirect(await Sessions.Enter(context, result.Value.Person, result.Value.Places, returnUrl));
    }

    public async Task<Result<Response>> Handle(Request request, CancellationToken ct)
    {
        var errors = new FormErrors();
        if (request.Email.Length == 0) errors.Add("email", "Type the e-mail that you were invited with.");
        if (request.Password.Length == 0) errors.Add("password", "Type your password.");
        if (errors.Any) return errors.ToProblem();

        var answer = await passwords.Of(EmailAddress.TryNormalise(request.Email, out var email) ? email : "", request.Password, ct);
        if (answer.TryAgain(clock.GetCurrentInstant()) is { } later) return new Problem.Invalid("password", $"Too many wrong passwords. {later}");
        if (answer.Person is not { } person) return Refused;
        var places = await db.PlacesOf(person.Id, ct);
        return places.Count > 0 || request.IsInvited ? new Response(person, places) : Refused;
    }

    private static Problem Refused => new Problem.Invalid("password", "That e-mail and password do not go together here. Try again, or ask the owner of your business.");
}
