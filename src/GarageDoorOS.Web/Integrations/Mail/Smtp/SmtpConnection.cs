using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace GarageDoorOS.Web.Integrations.Mail.Smtp;

/// <summary>An open way to an SMTP server, with MailKit: the one that the installation or a business has named.</summary>
internal sealed class SmtpConnection : IMailConnection
{
    private readonly SmtpClient client;
    private readonly SmtpSettings settings;

    private SmtpConnection(SmtpClient client, SmtpSettings settings) => (this.client, this.settings) = (client, settings);

    /// <summary>Signs in over whatever <paramref name="connect"/> has connected.</summary>
    public static async Task<IMailConnection> Open(SmtpSettings settings, Func<SmtpClient, CancellationToken, Task> connect)
    {
        var client = new SmtpClient { Timeout = (int)settings.Patience.TotalMilliseconds };
        try
        {
            await Attempt(settings.Patience, async late =>
            {
                await connect(client, late);
                if (settings.User is not null) await client.AuthenticateAsync(settings.User, settings.Password ?? "", late);
            });
            return new SmtpConnection(client, settings);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public async Task Send(Mail mail)
    {
        var given = new Given();
        try
        {
            await Attempt(settings.Patience, late => client.SendAsync(Message(mail), late, given));
        }
        catch (MailFailed failed) when (failed.InnerException is not SmtpCommandException && given.IsWhole)
        {
            throw new MailFailed(failed.Message, failed.Never, failed) { IsUnclear = true };
        }
    }

    private MimeMessage Message(Mail mail)
    {
        if (!MailboxAddress.TryParse(mail.To, out var to)) throw new MailFailed("This is no address that mail can go to.", never: true);
        if (!MailboxAddress.TryParse(settings.From, out var sender)) throw new MailFailed("The sender is no address that mail can come from.", never: true);
        if (mail.FromName is not null) sender.Name = mail.FromName;
        var message = new MimeMessage([sender], [to], mail.Subject, new TextPart("plain") { Text = mail.Text }) { MessageId = $"{mail.Id:N}@{sender.Domain}" };
        if (!mail.IsByPerson) message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.Unsubscribe is { } url)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{url}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return message;
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
            throw new MailFailed(Answered(refused), never, refused);
        }
        catch (AuthenticationException unknown) when (unknown.InnerException is SmtpCommandException refused)
        {
            throw new MailFailed(Answered(refused), never: false, unknown);
        }
        catch (Exception broken) when (broken is IOException or SocketException or NotReached or ProtocolException or AuthenticationException or SslHandshakeException or TimeoutException
            or NotSupportedException or ServiceNotConnectedException or ServiceNotAuthenticatedException or OperationCanceledException)
        {
            throw new MailFailed(broken is OperationCanceledException or TimeoutException ? "The mail server did not answer in time." : broken.Message, never: false, broken);
        }
    }

    private static string Answered(SmtpCommandException refused) => $"The mail server answered: {(int)refused.StatusCode} {refused.Message}";

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

    /// <summary>How much of a mail the server was given.</summary>
    private sealed class Given : ITransferProgress
    {
        public bool IsWhole { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => IsWhole |= bytesTransferred >= totalSize;

        public void Report(long bytesTransferred)
        {
        }
    }
}
