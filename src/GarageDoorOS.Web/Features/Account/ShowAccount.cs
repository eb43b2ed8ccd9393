using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Account.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>A person's own page: who they are here, and what they sign in with.</summary>
public sealed class ShowAccount(UserManager<User> users, AppDb db, CurrentUser user, CurrentBusiness business, Outbox outbox, ReadPhone phone)
{
    /// <summary>The person who asks. <paramref name="Email"/> is what they sign in with, <paramref name="SecondFactor"/> what they show beside the password,
    /// <paramref name="Digest"/> when they get their day by e-mail: null where there is no such mail.</summary>
    public sealed record Response(Guid Id, string Name, string Email, Factors SecondFactor, DigestChoice? Digest);

    /// <summary>«Your day» comes at this time (<c>07:00</c>) of the business's clock, next on this day; null: it does not come. Without a mail server nothing can.</summary>
    public sealed record DigestChoice(string? At, LocalDate? NextOn, bool MailServer);

    /// <summary>Codes from an app are on or off, so many passkeys; <paramref name="RecoveryCodesLeft"/> of ten are not used yet.</summary>
    public sealed record Factors(bool App, int Passkeys, int RecoveryCodesLeft);

    public static Task<IResult> FromPage(string? done, ShowAccount show, Html html, CancellationToken ct) => Page(show, html, ct, done: done);

    public static async Task<IResult> FromApi(ShowAccount show, CancellationToken ct) => (await show.Handle(ct)).Match(account => Results.Ok(account), problem => problem.ToJson());

    /// <summary>The page as it is, or with what was typed wrong in one of its forms.</summary>
    internal static async Task<IResult> Page(ShowAccount show, Html html, CancellationToken ct, string? typedName = null, FormErrors? errors = null, string? done = null, string? typedDigest = null, string? typedPhone = null)
    {
        var phone = await show.Phone(ct);
        return (await show.Handle(ct)).Match(
            account => html.Page<AccountPage>(new { Account = account, TypedName = typedName ?? account.Name, TypedDigest = typedDigest, Phone = phone, TypedPhone = typedPhone, Errors = errors ?? FormErrors.None, Done = done, show.KeptOutBy, show.Business, show.Today }, errors is null ? 200 : 422),
            problem => problem.ToPage());
    }

    private Task<ReadPhone.Row?> Phone(CancellationToken ct) => phone.Handle(ct);

    private string? KeptOutBy => user.KeptOutBy;

    private string? Business => user.HasBusiness ? business.Name : null;

    private LocalDate? Today => user.HasBusiness ? business.Today : null;

    public async Task<Result<Response>> Handle(CancellationToken ct)
    {
        if (user.UserId is not { } id || await users.FindByIdAsync(id.ToString()) is not { } person) return new Problem.Forbidden("An API key is no person and has no account.");
        return new Response(person.Id, person.Name, person.Email!, new(person.TwoFactorEnabled, (await users.GetPasskeysAsync(person)).Count, await users.CountRecoveryCodesAsync(person)), await Digest(ct));
    }

    private async Task<DigestChoice?> Digest(CancellationToken ct)
    {
        if (user.MemberId is not { } me || !business.IsNurturing || !user.May(Permission.LeadsView)) return null;
        var digest = (await db.TeamMembers.AsNoTracking().SingleAsync(m => m.Id == me, ct)).Digest;
        return new(digest is { } wanted ? TaskDue.Text(wanted.At) : null, digest?.NextOn(business.Today), outbox.IsOn);
    }
}
