using GarageDoorOS.Web.Integrations.Mail.Mailgun;
using GarageDoorOS.Web.Integrations.Mail.Smtp;

namespace GarageDoorOS.Web.Integrations.Mail;

public static class MailSetup
{
    /// <summary>The mail server that the settings <c>Smtp__…</c> name, for mail to the team; and the way to those that businesses name, for mail to their leads.</summary>
    public static void AddMail(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(SmtpSettings.Of(builder.Configuration));
        builder.Services.AddSingleton<IMailer, SmtpMailer>();
        builder.Services.AddSingleton<PublicTargets>().AddSingleton<ILeadMailer, SmtpLeadMailer>().AddSingleton<MailHooks>();
    }

    public static void MapMailHooks(this IEndpointRouteBuilder app) => app.MapMailgunHooks();
}
