using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Telephony;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Says by which vendor, and from which number, the business calls its leads, and how far that may go; all but the secret.</summary>
public sealed class ShowTelephonyAccount(AppDb db, TelephonyAccounts accounts, CallHooks hooks)
{
    /// <summary><paramref name="vendor"/>: whose fields the form is to have, where that is another than it is now.</summary>
    public static async Task<IResult> FromPage(string? vendor, string? saved, ShowTelephonyAccount show, TelephonyVendors vendors, CurrentBusiness business, Html html, CancellationToken ct)
    {
        var now = await show.Handle(ct);
        var form = TelephonyForm.Of(now);
        if (TelephonyWords.Read(vendor) is { } chosen && vendors.Offered.Contains(chosen)) form = form.With(chosen);
        return html.Page<TelephonyAccountPage>(new { Now = now, Form = form, vendors.Offered, Home = business.PhoneCountry, IsSaved = saved is not null });
    }

    public static async Task<IResult> FromApi(ShowTelephonyAccount show, HttpResponse response, CancellationToken ct) => (await show.Handle(ct)).Ok(response);

    public async Task<TelephonyAccountJson> Handle(CancellationToken ct) => Of(await accounts.OfBusiness(ct));

    internal TelephonyAccountJson Of(TelephonyAccount? account)
    {
        var (facts, limits) = (account?.Facts ?? TelephonyFacts.None, (account?.Facts ?? TelephonyFacts.None).Limits);
        return new()
        {
            Vendor = facts.Vendor,
            AccountId = facts.AccountId.OrNull(),
            HasSecret = account?.Secret is not null && accounts.CanCall(account),
            Number = facts.Number.OrNull(),
            Address = facts.Address.OrNull(),
            DialPattern = facts.DialPattern.OrNull(),
            Records = facts.Records,
            TextBack = facts.TextBack.OrNull(),
            IncomingUrl = account is { Vendor: TelephonyVendor.Twilio } ? hooks.Voice(db.BusinessId) : null,
            Countries = limits.Countries.Length == 0 ? [] : limits.Countries.Split(' '),
            CallsADay = limits.ADay,
            CallsAnHourEach = limits.AnHourEach,
            CallsADayToOne = limits.ADayTo,
            Stopped = limits.AreStopped,
            Version = account?.Version ?? 0,
        };
    }
}
