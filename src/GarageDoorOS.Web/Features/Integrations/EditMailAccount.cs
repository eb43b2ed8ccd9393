using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Mail;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Sets up the account by which the business writes to its leads, or changes it.</summary>
public sealed class EditMailAccount(AppDb db, MailAccounts accounts, ShowMailAccount show, ILeadMailer mailer, CurrentBusiness business)
{
    /// <summary><paramref name="IfMatch"/> goes before the version that the input names. <paramref name="Strict"/>: any other version is refused before all else.</summary>
    public sealed record Request(ReadMailAccount Read, int? IfMatch, bool Strict);

    public static async Task<IResult> FromPage(HttpRequest request, EditMailAccount edit, ShowMailAccount show, Html html, CancellationToken ct)
    {
        var typed = await request.ReadFormAsync(ct);
        var edited = await edit.Handle(new((now, errors) => MailAccountInput.FromForm(typed, now, errors), null, Strict: false), ct);
        if (edited.IsOk) return Results.Redirect(IntegrationRoutes.Mail + "?saved=yes");
        var (now, form) = (await show.Handle(ct), MailAccountPage.Model.Of(typed));
        if (edited.Problem is Problem.Stale) return html.Page<MailAccountPage>(new { Now = now, Form = form with { Version = now.Version }, IsStale = true }, 409);
        return FormErrors.Of(edited.Problem) is { Any: true } errors
            ? html.Page<MailAccountPage>(new { Now = now, Form = form, Errors = errors }, 422)
            : edited.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(JsonBody body, EditMailAccount edit, HttpContext context, CancellationToken ct) =>
        (await edit.Handle(new((now, errors) => MailAccountInput.FromJson(body, now, errors), Versions.Sent(context.Request), Strict: true), ct)).Match(
            account => account.Ok(context.Response),
            problem => problem.ToJson());

    public Task<Result<MailAccountJson>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<MailAccountJson>>(async () =>
    {
        await db.LockIdentity(ct); // as all who change what a business says of itself
        var account = await accounts.OfBusiness(ct);
        var before = account?.Facts ?? MailAccountFacts.None(business.Name);
        var errors = new FormErrors();
        var read = request.Read(before, errors);
        if (errors.Has("version")) return errors.ToProblem();
        var version = request.IfMatch ?? read.Version;
        if (version is null && account is not null) return new Problem.VersionMissing();
        var stale = version is { } from && from != (account?.Version ?? 0);
        if (stale && request.Strict) return new Problem.Stale(show.Of(account));
        read.Check(before, account is { Password: not null } && accounts.CanSignIn(account), mailer, errors);
        if (errors.Any) return errors.ToProblem();
        if (stale) return new Problem.Stale(show.Of(account));

        var facts = read.Facts.FromName.Length > 0 ? read.Facts : read.Facts with { FromName = business.Name };
        var password = read.Password is { } typed ? accounts.Protect(typed) : null;
        var key = read.InboundKey switch { null => account?.InboundKey, "" => null, { } other => accounts.ProtectInboundKey(other) };
        if (account is null) db.Add(account = MailAccount.SetUp(db.BusinessId, facts, password, key));
        else account.Become(facts, password, key);
        await db.SaveChangesAsync(ct);
        return show.Of(account);
    }, ct);
}
