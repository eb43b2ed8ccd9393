using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Mail;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Says by which mail server, and as whom, the business writes to its leads; all but the secrets.</summary>
public sealed class ShowMailAccount(AppDb db, MailAccounts accounts, MailHooks hooks, CurrentBusiness business)
{
    public static async Task<IResult> FromPage(string? saved, ShowMailAccount show, Html html, CancellationToken ct)
    {
        var now = await show.Handle(ct);
        return html.Page<MailAccountPage>(new { Now = now, Form = MailAccountPage.Model.Of(now), IsSaved = saved is not null });
    }

    public static async Task<IResult> FromApi(ShowMailAccount show, HttpResponse response, CancellationToken ct) => (await show.Handle(ct)).Ok(response);

    public async Task<MailAccountJson> Handle(CancellationToken ct) => Of(await accounts.OfBusiness(ct));

    internal MailAccountJson Of(MailAccount? account)
    {
        var facts = account?.Facts ?? MailAccountFacts.None(business.Name);
        return new()
        {
            Host = account?.Host,
            Port = facts.Port,
            User = facts.User,
            HasPassword = account?.Password is not null && accounts.CanSignIn(account),
            FromAddress = account?.FromAddress,
            FromName = facts.FromName,
            HasInboundKey = account is not null && accounts.InboundKeyOf(account) is not null,
            InboundUrl = hooks.Inbound(db.BusinessId),
            StatusUrl = hooks.Status(db.BusinessId),
            Version = account?.Version ?? 0,
        };
    }
}
