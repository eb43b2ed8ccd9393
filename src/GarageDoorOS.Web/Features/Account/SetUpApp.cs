using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Audit;
using GarageDoorOS.Web.Features.Account.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>Makes an app on the phone a second factor: shows its key, takes the first code, hands out the recovery codes. Until then nothing is changed.</summary>
public sealed class SetUpApp(AppDb db, UserManager<User> users, IUserStore<User> store, CodeCheck codes, SecondFactors factors, CurrentUser user, AuditDoor audit)
{
    private const string Cookie = "key";

    public sealed record Request(string Key, string Code);

    public sealed record Response(User Person, IReadOnlyList<string> RecoveryCodes);

    public static async Task<IResult> Form(UserManager<User> users, ShortCookies cookies, CurrentUser user, Html html, HttpContext context)
    {
        var person = await users.FindByIdAsync(user.UserId!.Value.ToString());
        if (person!.TwoFactorEnabled) return Results.Redirect(AccountRoutes.Page);
        // The same key as before where there is one: who loads the page again may have scanned it already.
        var key = KeyIn(cookies, user, context) ?? users.GenerateNewAuthenticatorKey();
        cookies.Give(context, Cookie, $"{user.UserId} {key}");
        return html.Page<AppPage>(new { Key = key, Email = person.Email });
    }

    public static async Task<IResult> FromPage([FromForm] string? code, SetUpApp setUp, ShortCookies cookies, CurrentUser user, Html html, HttpContext context, CancellationToken ct)
    {
        if (KeyIn(cookies, user, context) is not { } key) return Results.Redirect(AccountRoutes.NewApp);
        var result = await setUp.Handle(new(key, code?.Trim() ?? ""), ct);
        if (!result.IsOk)
            return result.Problem is Problem.Invalid
                ? html.Page<AppPage>(new { Key = key, Email = await setUp.Email(), Typed = code, Errors = FormErrors.Of(result.Problem) }, 422)
                : result.Problem.ToPage();
        cookies.Forget(context, Cookie);
        await Sessions.GoOn(context, result.Value.Person, Proven.Both);
        return html.Page<RecoveryCodesPage>(new { Codes = result.Value.RecoveryCodes, Title = "Your app is set up" });
    }

    public async Task<Result<Response>> Handle(Request request, CancellationToken ct)
    {
        if (request.Code.Length == 0) return new Problem.Invalid("code", "Type the code that your app shows now.");
        var person = await users.FindByIdAsync(user.UserId!.Value.ToString()) ?? throw new InvalidOperationException("A session without its person.");
        if (person.TwoFactorEnabled) return new Problem.Conflict("already_set_up", "Codes from an app are on already. To use another phone, turn them off first.");
        await ((IUserAuthenticatorKeyStore<User>)store).SetAuthenticatorKeyAsync(person, request.Key, ct); // saved with the first right code, and not before
        if (!await codes.IsShown(person, request.Code)) return new Problem.Invalid("code", "This is not the code of this key. Type the one that your app shows now.");
        var done = await db.InTransaction<Result<Response>>(async () =>
        {
            if (!(await users.SetTwoFactorEnabledAsync(person, true)).Succeeded) return AccountRoutes.ChangedMeanwhile;
            return new Response(person, await factors.NewRecoveryCodes(person));
        }, ct);
        if (done.IsOk) await audit.GuardChanged(person.Id, new("codesFromAnApp", "off", "on"), user.Address);
        return done;
    }

    private async Task<string?> Email() => (await users.FindByIdAsync(user.UserId!.Value.ToString()))!.Email;

    private static string? KeyIn(ShortCookies cookies, CurrentUser user, HttpContext context) =>
        cookies.Read(context, Cookie)?.Split(' ') is [var whose, var key] && whose == user.UserId.ToString() ? key : null;
}
