using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.SignIn.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace GarageDoorOS.Web.Features.SignIn;

/// <summary>The second page of signing in: takes a code of the person's app or a recovery code. Also for a session that began without one, where more is wanted now.</summary>
public sealed class ShowSecondFactor(CodeCheck codes, AppDb db, CurrentUser user, IClock clock)
{
    public static async Task<IResult> Form(string? returnUrl, ShowSecondFactor show, SecondStep step, Html html, HttpContext context, CancellationToken ct) =>
        await show.Person(step.Of(context), ct) is { } person
            ? html.Page<CodePage>(new { person.Name, HasApp = person.TwoFactorEnabled, ReturnUrl = LocalUrl.Of(returnUrl) })
            : Results.Redirect("/sign-in");

    public static async Task<IResult> FromPage(
        [FromForm] string? code, [FromForm] string? returnUrl, ShowSecondFactor show, SecondStep step, CurrentUser user, Html html, HttpContext context, CancellationToken ct)
    {
        if (await show.Person(step.Of(context), ct) is not { } person) return Results.Redirect("/sign-in");
        var result = await show.Handle(person, code?.Trim() ?? "", ct);
        if (!result.IsOk)
            return html.Page<CodePage>(new { person.Name, HasApp = person.TwoFactorEnabled, Typed = code, ReturnUrl = LocalUrl.Of(returnUrl), Errors = FormErrors.Of(result.Problem) }, 422);
        step.End(context);
        if (user.UserId is null) return Results.Redirect(await Sessions.Enter(context, result.Value.Person, result.Value.Places, returnUrl, Proven.Both));
        await Sessions.GoOn(context, result.Value.Person, Proven.Both);
        return Results.Redirect(LocalUrl.Of(returnUrl) ?? "/leads");
    }

    public async Task<Result<BeginSession.Response>> Handle(User person, string code, CancellationToken ct)
    {
        if (code.Length == 0) return new Problem.Invalid("code", "Type the code that your app shows now.");
        var answer = await codes.Of(person, code, ct);
        if (answer.TryAgain(clock.GetCurrentInstant()) is { } later) return new Problem.Invalid("code", $"Too many wrong codes. {later}");
        if (answer.Person is not { } proven) return new Problem.Invalid("code", "This code is not right, or was used already. Type the one that your app shows now.");
        return new BeginSession.Response(proven, await db.PlacesOf(proven.Id, ct));
    }

    /// <summary>Who typed the right password just now; else who is signed in by a password alone and has more to show.</summary>
    internal async Task<User?> Person((Guid UserId, string Stamp)? step, CancellationToken ct)
    {
        if (user.UserId is { } id) return user.HasSecondFactor && !user.HasShownBoth ? await db.PersonOf(id, ct) : null;
        return step is { } begun && await db.PersonOf(begun.UserId, ct) is { } person && person.SecurityStamp == begun.Stamp ? person : null;
    }
}
