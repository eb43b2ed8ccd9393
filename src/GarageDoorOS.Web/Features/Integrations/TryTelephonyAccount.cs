using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Telephony;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Asks the vendor of the account as it is saved who it is, and tells in plain words what came of it. It rings nobody and costs nothing.</summary>
public sealed class TryTelephonyAccount(TelephonyAccounts accounts, ITelephony telephony)
{
    /// <summary><c>works</c>: the vendor knows the account. <c>name</c>: what the vendor calls it. <c>answer</c>: what is wrong where it does not work.</summary>
    public sealed record Response(bool Works, TelephonyVendor Vendor, string? Name, string? Answer);

    public static async Task<IResult> FromPage(TryTelephonyAccount attempt, ShowTelephonyAccount show, TelephonyVendors vendors, CurrentBusiness business, HttpContext context, Html html, CancellationToken ct)
    {
        var tried = await attempt.Handle(ct);
        if (!tried.IsOk) return tried.Problem.ToPage();
        if (context.IsHtmx()) return html.Fragment<TelephonyAttempt>(new { Tried = tried.Value });
        var now = await show.Handle(ct);
        return html.Page<TelephonyAccountPage>(new { Now = now, Form = TelephonyForm.Of(now), vendors.Offered, Home = business.PhoneCountry, Tried = tried.Value });
    }

    public static async Task<IResult> FromApi(TryTelephonyAccount attempt, CancellationToken ct) => (await attempt.Handle(ct)).Match(Results.Ok, problem => problem.ToJson());

    public async Task<Result<Response>> Handle(CancellationToken ct)
    {
        if (await accounts.OfBusiness(ct) is not { } account) return new Problem.Conflict("telephony_account_missing", "Calling is not set up.");
        if (accounts.SettingsOf(account) is not { } settings) return new Response(false, account.Vendor, null, "The stored secret cannot be read any more. Type it again.");
        try
        {
            return new Response(true, account.Vendor, await telephony.Check(settings, ct), null);
        }
        catch (TelephonyFailed failed)
        {
            return new Response(false, account.Vendor, null, failed.Message);
        }
    }
}
