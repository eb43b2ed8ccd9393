using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Integrations.Mail;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>Takes mails to the mail server of the business, several over one connection.</summary>
internal sealed class MailWay(MailAccounts accounts, ILeadMailer mailer, IMailer house, UnsubscribeLinks links, CurrentBusiness business) : IAsyncDisposable
{
    private IMailConnection? connection;
    private string? sender;

    /// <summary>Null once the server has taken it over.</summary>
    public async Task<NotSent?> Send(LeadMessage message, CancellationToken ct)
    {
        try
        {
            if (connection is null && await Connect(ct) is { } why) return new(why);
            await connection!.Send(Of(message));
            return null;
        }
        catch (MailFailed failed)
        {
            if (!failed.Never) await DisposeAsync();
            return new(failed.Message, failed.Never || failed.IsUnclear, failed.IsUnclear); // there is no asking a mail server whether it has a mail
        }
    }

    private async Task<string?> Connect(CancellationToken ct)
    {
        if (await accounts.OfBusiness(ct) is not { } account) return "E-mail to leads is not set up.";
        if (accounts.SettingsOf(account) is not { } settings) return "The password of the mail account cannot be read any more. Type it again.";
        sender = account.FromName;
        connection = await mailer.Connect(settings, house.Patience);
        return null;
    }

    private Mail Of(LeadMessage message)
    {
        var mail = new Mail(message.Id, sender, message.Address, message.Subject, message.Text);
        if (message.EnrolmentId is null) return mail with { IsByPerson = true };
        var link = links.Of(message.BusinessId, message.Id);
        return mail with { Unsubscribe = link, Text = $"{message.Text}\n\n-- \nYou get this because you asked {business.Name} about a garage door.\nNo more mail like this: {link}\n" };
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        connection = null;
    }
}
