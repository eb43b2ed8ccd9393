using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Features.SignIn.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace GarageDoorOS.Web.Features.SignIn;

/// <summary>Gives a person a new password, and ends all their sessions but this one.</summary>
public sealed class ChangePassword(SignInManager<User> signIn, CurrentUser user)
{
    public sealed record Request(string Current, string New);

    public static IResult Form(string? done, Html html) => html.Page<PasswordPage>(new { IsDone = done is not null });

    public static async Task<IResult> FromPage([FromForm] string? current, [FromForm] string? @new, ChangePassword change, CurrentBusiness business, HttpContext context, Html html)
    {
        var result = await change.Handle(new(current ?? "", @new ?? ""));
        if (!result.IsOk) return html.Page<PasswordPage>(new { Errors = FormErrors.Of(result.Problem) }, 422);
        await Sessions.Begin(context, result.Value, business.Id);
        return Results.Redirect("/account/password?done=yes");
    }

    public async Task<Result<User>> Handle(Request request)
    {
        var errors = new FormErrors();
        if (request.Current.Length == 0) errors.Add("current", "Type the password that you have now.");
        if (request.New.Length == 0) errors.Add("new", "Type the new one.");
        if (request.New.Length > TextRule.Line) errors.Add("new", "At most 200 characters.");
        if (errors.Any) return errors.ToProblem();

        var users = signIn.UserManager;
        var person = await users.FindByIdAsync(user.UserId!.Value.ToString()) ?? throw new InvalidOperationException("A session without its person.");
        var check = await signIn.CheckPasswordSignInAsync(person, request.Current, lockoutOnFailure: true);
        if (!check.Succeeded) return new Problem.Invalid("current", check.IsLockedOut ? "Too many wrong passwords. Try again later." : "This is not your password.");
        var changed = await users.ChangePasswordAsync(person, request.Current, request.New);
        return changed.Succeeded ? person : new Problem.Invalid("new", string.Join(' ', changed.Errors.Select(e => e.Description)));
    }
}
