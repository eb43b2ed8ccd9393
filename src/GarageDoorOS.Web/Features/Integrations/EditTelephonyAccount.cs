using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Telephony;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Sets up the account by which the business calls its leads, or changes it. From then on everybody may call.</summary>
public sealed class EditTelephonyAccount(AppDb db, TelephonyAccounts accounts, ShowTelephonyAccount show, TelephonyVendors vendors, CurrentBusiness business)
{
    /// <summary><paramref name="IfMatch"/> goes before the version that the input names. <paramref name="Strict"/>: any other version is refused before all else.</summary>
    public sealed record Request(ReadTelephonyAccount Read, int? IfMatch, bool Strict);

    public static async Task<IResult> FromPage(HttpRequest request, EditTelephonyAccount edit, ShowTelephonyAccount show, TelephonyVendors vendors, CurrentBusiness business, Html html, CancellationToken ct)
    {
        var typed = await request.ReadFormAsync(ct);
        var edited = await edit.Handle(new((now, errors) => TelephonyAccountInput.FromForm(typed, now, errors), null, Strict: false), ct);
        if (edited.IsOk) return Results.Redirect(IntegrationRoutes.Telephony + "?saved=yes");
        var (now, form, home) = (await show.Handle(ct), TelephonyForm.Of(typed), business.PhoneCountry);
        if (edited.Problem is Problem.Stale) return html.Page<TelephonyAccountPage>(new { Now = now, Form = form with { Version = now.Version }, vendors.Offered, Home = home, IsStale = true }, 409);
        return FormErrors.Of(edited.Problem) is { Any: true } errors
            ? html.Page<TelephonyAccountPage>(new { Now = now, Form = form, vendors.Offered, Home = home, Errors = errors }, 422)
            : edited.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(JsonBody body, EditTelephonyAccount edit, HttpContext context, CancellationToken ct) =>
        (await edit.Handle(new((now, errors) => TelephonyAccountInput.FromJson(body, now, errors), Versions.Sent(context.Request), Strict: true), ct)).Match(
            account => account.Ok(context.Response),
            problem => problem.ToJson());

    public Task<Result<TelephonyAccountJson>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<TelephonyAccountJson>>(async () =>
    {
        await db.LockIdentity(ct); // as all who change what a business says of itself
        var account = await accounts.OfBusiness(ct);
        var before = account?.Facts ?? TelephonyFacts.None;
        var errors = new FormErrors();
        var read = request.Read(before, errors);
        if (errors.Has("version")) return errors.ToProblem();
        var version = request.IfMatch ?? read.Version;
        if (version is null && account is not null) return new Problem.VersionMissing();
        var stale = version is { } from && from != (account?.Version ?? 0);
        if (stale && request.Strict) return new Problem.Stale(show.Of(account));
        var facts = read.FactsIn(business.PhoneCountry);
        new TelephonyAccountRules(vendors, business.PhoneCountry, errors).Check(facts, before, read.Secret is not null, account is { Secret: not null } && accounts.CanCall(account));
        if (errors.Any) return errors.ToProblem();
        if (stale) return new Problem.Stale(show.Of(account));

        var secret = read.Secret is { } typed && facts.NeedsSecret ? accounts.Protect(typed) : null;
        // What nobody rang was never heard: a phone that was confirmed by a pretended code is confirmed anew.
        if (before.Vendor == TelephonyVendor.Pretend && facts.Vendor != TelephonyVendor.Pretend)
            foreach (var phone in await db.MemberPhones.ToListAsync(ct)) phone.Doubt();
        if (account is null) db.Add(account = TelephonyAccount.SetUp(db.BusinessId, facts, secret));
        else account.Become(facts, secret);
        (await db.Businesses.SingleAsync(b => b.Id == db.BusinessId, ct)).Call(true);
        await db.SaveChangesAsync(ct);
        return show.Of(account);
    }, ct);
}
