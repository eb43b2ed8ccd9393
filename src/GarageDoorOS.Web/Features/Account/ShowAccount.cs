using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Features.Account.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>A person's own page: who they are here, and what they sign in with.</summary>
public sealed class ShowAccount(UserManager<User> users, CurrentUser user)
{
    /// <summary>The person who asks. <paramref name="Email"/> is what they sign in with, <paramref name="SecondFactor"/> what they show beside the password.</summary>
    public sealed record Response(Guid Id, string Name, string Email, Factors SecondFactor);

    /// <summary>Codes from an app are on or off, so many passkeys; <paramref name="RecoveryCodesLeft"/> of ten are not used yet.</summary>
    public sealed record Factors(bool App, int Passkeys, int RecoveryCodesLeft);

    public static Task<IResult> FromPage(string? done, ShowAccount show, Html html, CancellationToken ct) => Page(show, html, ct, done: done);

    public static async Task<IResult> FromApi(ShowAccount show, CancellationToken ct) => (await show.Handle(ct)).Match(account => Results.Ok(account), problem => problem.ToJson());

    /// <summary>The page as it is, or with what was typed wrong in one of its forms.</summary>
    internal static async Task<IResult> Page(ShowAccount show, Html html, CancellationToken ct, string? typedName = null, FormErrors? errors = null, string? done = null) =>
        (await show.Handle(ct)).Match(
            account => html.Page<AccountPage>(new { Account = account, TypedName = typedName ?? account.Name, Errors = errors ?? FormErrors.None, Done = done, show.KeptOutBy }, errors is null ? 200 : 422),
            problem => problem.ToPage());

    private string? KeptOutBy => user.KeptOutBy;

    public async Task<Result<Response>> Handle(CancellationToken ct)
    {
        if (user.UserId is not { } id || await users.FindByIdAsync(id.ToString()) is not { } person) return new Problem.Forbidden("An API key is no person and has no account.");
        return new Response(person.Id, person.Name, person.Email!, new(person.TwoFactorEnabled, (await users.GetPasskeysAsync(person)).Count, await users.CountRecoveryCodesAsync(person)));
    }
}
