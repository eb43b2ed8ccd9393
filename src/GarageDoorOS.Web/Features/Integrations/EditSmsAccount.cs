using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Sms;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Sets up the account by which the business texts its leads, or changes it.</summary>
public sealed class EditSmsAccount(AppDb db, SmsAccounts accounts, ShowSmsAccount show, SmsVendors vendors, CurrentBusiness business)
{
    /// <summary><paramref name="IfMatch"/> goes before the version that the input names. <paramref name="Strict"/>: any other version is refused before all else.</summary>
    public sealed record Request(ReadSmsAccount Read, int? IfMatch, bool Strict);

    public static async Task<IResult> FromPage(HttpRequest request, EditSmsAccount edit, ShowSmsAccount show, SmsVendors vendors, Html html, CancellationToken ct)
    {
        var typed = await request.ReadFormAsync(ct);
        var edited = await edit.Handle(new((now, errors) => SmsAccountInput.FromForm(typed, now, errors), null, Strict: false), ct);
        if (edited.IsOk) return Results.Redirect(IntegrationRoutes.Sms + "?saved=yes");
        var (now, form) = (await show.Handle(ct), SmsAccountPage.Model.Of(typed));
        if (edited.Problem is Problem.Stale) return html.Page<SmsAccountPage>(new { Now = now, Form = form with { Version = now.Version }, vendors.Offered, IsStale = true }, 409);
        return FormErrors.Of(edited.Problem) is { Any: true } errors
            ? html.Page<SmsAccountPage>(new { Now = now, Form = form, vendors.Offered, Errors = errors }, 422)
            : edited.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(JsonBody body, EditSmsAccount edit, HttpContext context, CancellationToken ct) =>
        (await edit.Handle(new((now, errors) => SmsAccountInput.FromJson(body, now, errors), Versions.Sent(context.Request), Strict: true), ct)).Match(
            account => account.Ok(context.Response),
            problem => problem.ToJson());

    public Task<Result<SmsAccountJson>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<SmsAccountJson>>(async () =>
    {
        await db.LockIdentity(ct); // as all who change what a business says of itself
        var account = await accounts.OfBusiness(ct);
        var before = account?.Facts ?? SmsAccountFacts.None;
        var errors = new FormErrors();
        var read = request.Read(before, errors);
        if (errors.Has("version")) return errors.ToProblem();
        var version = request.IfMatch ?? read.Version;
        if (version is null && account is not null) return new Problem.VersionMissing();
        var stale = version is { } from && from != (account?.Version ?? 0);
        if (stale && request.Strict) return new Problem.Stale(show.Of(account));
        var facts = read.FactsIn(business.PhoneCountry);
        read.Check(facts, before, account is { Token: not null } && accounts.CanSend(account), business.PhoneCountry, vendors, errors);
        if (errors.Any) return errors.ToProblem();
        if (stale) return new Problem.Stale(show.Of(account));

        var token = read.Token is { } typed && facts.NeedsToken ? accounts.Protect(typed) : null;
        if (account is null) db.Add(account = SmsAccount.SetUp(db.BusinessId, facts, token));
        else account.Become(facts, token);
        await db.SaveChangesAsync(ct);
        return show.Of(account);
    }, ct);
}
