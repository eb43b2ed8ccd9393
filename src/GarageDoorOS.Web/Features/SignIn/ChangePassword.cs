using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Audit;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.SignIn.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace GarageDoorOS.Web.Features.SignIn;

/// <summary>Gives a person a new password, and ends all their sessions but this one.</summary>
public sealed class ChangePassword(PasswordCheck passwords, UserManager<User> users, AppDb db, CurrentUser user, AuditDoor audit)
{
    public sealed record Request(string Current, string New);

    public static IResult Form(string? done, Html html) => html.Page<PasswordPage>(new { IsDone = done is not null });

    public static async Task<IResult> FromPage([FromForm] string? current, [FromForm] string? @new, ChangePassword change, HttpContext context, Html html, CancellationToken ct)
    {
        var result = await change.Handle(new(current ?? "", @new ?? ""), ct);
        if (!result.IsOk) return html.Page<PasswordPage>(new { Errors = FormErrors.Of(result.Problem) }, 422);
        await Sessions.GoOn(context, result.Value);
        return Results.Redirect("/account/password?done=yes");
    }

    public async Task<Result<User>> Handle(Request request, CancellationToken ct)
    {
        var errors = new FormErrors();
        if (request.Current.Length == 0) errors.Add("current", "Type the password that you have now.");
        if (request.New.Length == 0) errors.Add("new", "Type the new one.");
        if (request.New.Length > TextRule.Line) errors.Add("new", "At most 200 characters.");
        if (errors.Any) return errors.ToProblem();

        var known = await db.PersonOf(user.UserId!.Value, ct) ?? throw new InvalidOperationException("A session without its person.");
        var (person, lockedUntil) = await passwords.Of(known.Email!, request.Current, ct);
        if (person is null) return new Problem.Invalid("current", lockedUntil is not null ? "Too many wrong passwords. Try again later." : "This is not your password.");
        var changed = await users.ChangePasswordAsync(person, request.Current, request.New);
        if (!changed.Succeeded) return new Problem.Invalid("new", string.Join(' ', changed.Errors.Select(e => e.Description)));
        await audit.GuardChanged(person.Id, new("password", null, null), user.Address);
        return person;
    }
}
