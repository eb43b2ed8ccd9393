using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.SignIn.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace GarageDoorOS.Web.Features.SignIn;

/// <summary>The first visit: makes the first business and its owner, who is signed in at once.</summary>
public sealed class SetUp(AppDb db, UserManager<User> users, FirstVisit visit, IClock clock)
{
    public sealed record Request(
        string Token = "", string BusinessName = "", string TimeZone = "America/Chicago", string Currency = "USD", string PhoneCountry = "US",
        string Name = "", string Email = "", string Password = "");

    public sealed record Response(User Owner, Guid BusinessId);

    public static async Task<IResult> Form(FirstVisit visit, AppDb db, Html html, CancellationToken ct) =>
        await visit.IsDue(db, ct) ? html.Page<SetUpPage>(new { Typed = new Request() }) : new Problem.NotFound().ToPage();

    public static async Task<IResult> FromPage(
        [FromForm] string? token, [FromForm] string? businessName, [FromForm] string? timeZone, [FromForm] string? currency, [FromForm] string? phoneCountry,
        [FromForm] string? name, [FromForm] string? email, [FromForm] string? password, SetUp setUp, HttpContext context, Html html, CancellationToken ct)
    {
        var typed = new Request(token?.Trim() ?? "", businessName ?? "", timeZone ?? "", currency ?? "", phoneCountry ?? "", name ?? "", email ?? "", password ?? "");
        var result = await setUp.Handle(typed, ct);
        if (!result.IsOk)
            return result.Problem is Problem.Invalid ? html.Page<SetUpPage>(new { Typed = typed, Errors = FormErrors.Of(result.Problem) }, 422) : result.Problem.ToPage();
        await Sessions.Begin(context, result.Value.Owner, result.Value.BusinessId);
        return Results.Redirect("/leads");
    }

    public async Task<Result<Response>> Handle(Request request, CancellationToken ct)
    {
        if (!await visit.IsDue(db, ct)) return new Problem.NotFound();
        var errors = new FormErrors();
        if (!visit.IsToken(request.Token)) errors.Add("token", "This is not the token in the log. Each start of the program prints a new one.");
        var (business, name) = (Line(request.BusinessName, "businessName"), Line(request.Name, "name"));
        if (!Locale.TimeZones.Has(request.TimeZone)) errors.Add("timeZone", "Choose one of the list.");
        if (!Locale.Currencies.Has(request.Currency)) errors.Add("currency", "Choose one of the list.");
        if (!Locale.Countries.Has(request.PhoneCountry)) errors.Add("phoneCountry", "Choose one of the list.");
        if (!EmailAddress.TryNormalise(request.Email, out var email)) errors.Add("email", "Type an e-mail address, such as grace@example.com.");
        foreach (var wrong in await WrongWith(request.Password)) errors.Add("password", wrong);
        if (errors.Any) return errors.ToProblem();

        return await db.InTransaction<Result<Response>>(async () =>
        {
            await db.LockIdentity(ct);
            if (!await visit.IsDue(db, ct)) return new Problem.NotFound();
            var now = clock.GetCurrentInstant();
            var founded = (await db.Found(business!, now, request.TimeZone, request.Currency, request.PhoneCountry, ct))!;
            var owner = new User { UserName = email, Email = email, Name = name! };
            var made = await users.CreateAsync(owner, request.Password);
            if (!made.Succeeded) throw new InvalidOperationException(string.Join(' ', made.Errors.Select(e => e.Description)));
            db.Add(TeamMember.Join(founded.Id, owner.Id, owner.Name, Role.BuiltIn[0].Key, now));
            await db.SaveChangesAsync(ct);
            return new Response(owner, founded.Id);
        }, ct);

        string? Line(string typed, string field)
        {
            if (string.IsNullOrWhiteSpace(typed)) errors.Add(field, "Type a name.");
            return TextRule.Read(typed, field, TextRule.Line, errors);
        }
    }

    private async Task<IEnumerable<string>> WrongWith(string password)
    {
        if (password.Length > TextRule.Line) return ["At most 200 characters."];
        var wrong = new List<string>();
        foreach (var rule in users.PasswordValidators) wrong.AddRange((await rule.ValidateAsync(users, new User(), password)).Errors.Select(e => e.Description));
        return wrong.Distinct();
    }
}
