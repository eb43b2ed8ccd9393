using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Sms;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Says by which vendor, and from which number, the business texts its leads; all but the token.</summary>
public sealed class ShowSmsAccount(AppDb db, SmsAccounts accounts, SmsHooks hooks)
{
    public static async Task<IResult> FromPage(string? saved, ShowSmsAccount show, SmsVendors vendors, Html html, CancellationToken ct)
    {
        var now = await show.Handle(ct);
        return html.Page<SmsAccountPage>(new { Now = now, Form = SmsAccountPage.Model.Of(now), vendors.Offered, IsSaved = saved is not null });
    }

    public static async Task<IResult> FromApi(ShowSmsAccount show, HttpResponse response, CancellationToken ct) => (await show.Handle(ct)).Ok(response);

    public async Task<SmsAccountJson> Handle(CancellationToken ct) => Of(await accounts.OfBusiness(ct));

    internal SmsAccountJson Of(SmsAccount? account) => new()
    {
        Vendor = (account?.Facts ?? SmsAccountFacts.None).Vendor,
        AccountId = account?.AccountId.OrNull(),
        HasToken = account?.Token is not null && accounts.CanSend(account),
        From = account?.From,
        InboundUrl = hooks.Inbound(db.BusinessId),
        StatusUrl = hooks.Status(db.BusinessId),
        Version = account?.Version ?? 0,
    };
}
