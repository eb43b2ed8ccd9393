using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Audit;
using GarageDoorOS.Web.Features.SignIn.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace GarageDoorOS.Web.Features.SignIn;

/// <summary>Takes a new password from whoever has the link; every session ends, and every other such link.</summary>
public sealed class ChooseNewPassword(UserManager<User> users, CurrentUser user, AuditDoor audit)
{
    public sealed record Request(string? User, string? Token, string? New);

    public static async Task<IResult> Form(string? user, string? token, ChooseNewPassword choose, Html html) =>
        await choose.Person(user, token) is null ? html.Page<NewPasswordPage>(new { }, 404) : html.Page<NewPasswordPage>(new { User = user, Token = token });

    public static async Task<IResult> FromPage([FromForm] string? user, [FromForm] string? token, [FromForm] string? @new, ChooseNewPassword choose, Html html)
    {
        var chosen = await choose.Handle(new(user, token, @new));
        if (chosen.IsOk) return html.Page<NewPasswordPage>(new { IsDone = true });
        return chosen.Problem is Problem.Invalid
            ? html.Page<NewPasswordPage>(new { User = user, Token = token, Errors = FormErrors.Of(chosen.Problem) }, 422)
            : html.Page<NewPasswordPage>(new { }, 404);
    }

    public async Task<Result<User>> Handle(Request request)
    {
        if (await Person(request.User, request.Token) is not { } person) return new Problem.NotFound();
        if (request.New is { Length: > TextRule.Line }) return new Problem.Invalid("new", "At most 200 characters.");
        var changed = await users.ResetPasswordAsync(person, request.Token!, request.New ?? "");
        if (!changed.Succeeded) return new Problem.Invalid("new", string.Join(' ', changed.Errors.Select(e => e.Description)));
        await audit.GuardChanged(person.Id, new("password", null, "by a link"), user.Address);
        if (person.TwoFactorEnabled) return person; // else who reads their mail would have nine more guesses at the code each time
        // Whoever guessed at the old one has locked nobody out.
        await users.SetLockoutEndDateAsync(person, null);
        await users.ResetAccessFailedCountAsync(person);
        return person;
    }

    private async Task<User?> Person(string? user, string? token)
    {
        if (!Guid.TryParse(user, out var id) || token is not { Length: > 0 and < 2_000 } || await users.FindByIdAsync(id.ToString()) is not { } person) return null;
        return await users.VerifyUserTokenAsync(person, users.Options.Tokens.PasswordResetTokenProvider, UserManager<User>.ResetPasswordTokenPurpose, token) ? person : null;
    }
}
