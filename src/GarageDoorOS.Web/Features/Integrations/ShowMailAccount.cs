using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Says by which mail server, and as whom, the business writes to its leads; all but the password.</summary>
public sealed class ShowMailAccount(MailAccounts accounts, CurrentBusiness business)
{
    public static async Task<IResult> FromPage(string? saved, ShowMailAccount show, Html html, CancellationToken ct)
    {
        var now = await show.Handle(ct);
        return html.Page<MailAccountPage>(new { Now = now, Form = MailAccountPage.Model.Of(now), IsSaved = saved is not null });
    }

    public static async Task<IResult> FromApi(ShowMailAccount show, HttpResponse response, CancellationToken ct) => (await show.Handle(ct)).Ok(response);

    public async Task<MailAccountJson> Handle(CancellationToken ct) => Of(await accounts.OfBusiness(ct));

    internal MailAccountJson Of(MailAccount? account) => account is null
        ? MailAccountJson.Of(MailAccountFacts.None(business.Name), hasPassword: false, version: 0)
        : MailAccountJson.Of(account.Facts, account.Password is not null && accounts.CanSignIn(account), account.Version);
}
