namespace GarageDoorOS.Web.Integrations.Mail.Smtp;

/// <summary>Sends by the SMTP server of the installation.</summary>
internal sealed class SmtpMailer(SmtpSettings settings) : IMailer
{
    public bool IsOn => settings.IsOn;

    public string Server => settings.Host;

    public TimeSpan Patience => settings.Patience;

    public Task<IMailConnection> Connect() => SmtpConnection.Open(settings, (client, late) => client.ConnectAsync(settings.Host, settings.Port, settings.Security, late));
}
