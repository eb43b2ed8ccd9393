namespace GarageDoorOS.Web.Integrations.Mail.Smtp;

/// <summary>Sends by the SMTP server that a business has named.</summary>
internal sealed class SmtpLeadMailer(PublicTargets targets) : ILeadMailer
{
    private static readonly int[] Ports = [25, 465, SmtpSettings.Submission, 2525];

    public bool MayReach(string host) => targets.MayBePublic(host);

    public bool MayUse(int port) => targets.AllowPrivate ? port is > 0 and <= 65_535 : Ports.Contains(port);

    public Task<IMailConnection> Connect(MailAccountSettings account, TimeSpan patience)
    {
        var settings = new SmtpSettings(account.Host, account.Port, account.User, account.Password, account.FromAddress, patience);
        return SmtpConnection.Open(settings, async (client, late) =>
        {
            if (!MayUse(account.Port)) throw new NotReached($"Mail does not go out by port {account.Port}.");
            client.CheckCertificateRevocation = false; // else the certificate of a stranger names the address that we ask for what is revoked
            var socket = await targets.Connect(account.Host, account.Port, late);
            try
            {
                await client.ConnectAsync(socket, account.Host, account.Port, settings.Security, late);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        });
    }
}
