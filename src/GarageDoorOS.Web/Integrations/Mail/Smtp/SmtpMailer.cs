using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace GarageDoorOS.Web.Integrations.Mail.Smtp;

/// <summary>Sends by SMTP, with MailKit.</summary>
internal sealed class SmtpMailer(SmtpSettings settings) : IMailer
{
    public bool IsOn => settings.IsOn;

    public string Server => settings.Host;

    public TimeSpan Patience => settings.Patience;

    public async Task<IMailConnection> Connect()
    {
        var client = new SmtpClient { Timeout = (int)settings.Patience.TotalMilliseconds };
        try
        {
            await Attempt(settings.Patience, async late =>
            {
                await client.ConnectAsync(settings.Host, settings.Port, settings.Security, late);
                if (settings.User is not null) await client.AuthenticateAsync(settings.User, settings.Password ?? "", late);
            });
            return new Connection(client, settings);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Whatever the network, the server or TLS throws is one failure with one line of why.</summary>
    private static async Task Attempt(TimeSpan patience, Func<CancellationToken, Task> work)
    {
        using var late = new CancellationTokenSource(patience);
        try
        {
            await work(late.Token);
        }
        catch (SmtpCommandException refused)
        {
            // A 5xx to the recipient or the text will be the same tomorrow; a refusal of us as a sender may be mended.
            var never = (int)refused.StatusCode >= 500 && refused.ErrorCode is (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted);
            throw new MailFailed($"The mail server answered: {(int)refused.StatusCode} {refused.Message}", never, refused);
        }
        catch (Exception broken) when (broken is IOException or SocketException or ProtocolException or AuthenticationException or SslHandshakeException or TimeoutException
            or ServiceNotConnectedException or ServiceNotAuthenticatedException or OperationCanceledException)
        {
            throw new MailFailed(broken is OperationCanceledException ? "The mail server did not answer in time." : broken.Message, never: false, broken);
        }
    }

    private sealed class Connection(SmtpClient client, SmtpSettings settings) : IMailConnection
    {
        public Task Send(Mail mail) => Attempt(settings.Patience, late => client.SendAsync(Message(mail), late));

        private MimeMessage Message(Mail mail)
        {
            if (!MailboxAddress.TryParse(mail.To, out var to)) throw new MailFailed("This is no address that mail can go to.", never: true);
            var sender = MailboxAddress.Parse(settings.From);
            if (mail.FromName is not null) sender.Name = mail.FromName;
            return new([sender], [to], mail.Subject, new TextPart("plain") { Text = mail.Text })
            {
                MessageId = $"{mail.Id:N}@{sender.Domain}",
                Headers = { { "Auto-Submitted", "auto-generated" } },
            };
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                // Nobody waits long for a goodbye.
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                if (client.IsConnected) await client.DisconnectAsync(quit: true, patience.Token);
            }
            catch (Exception gone) when (gone is IOException or SocketException or ProtocolException or SmtpCommandException or OperationCanceledException)
            {
                // What was sent was taken over before.
            }
            client.Dispose();
        }
    }
}
