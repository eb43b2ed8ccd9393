using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Integrations.Mail;
using GarageDoorOS.Web.Integrations.Sms;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>The ways from a business to its leads: by mail, and by text.</summary>
public sealed class LeadWays(AppDb db, MailAccounts mailAccounts, ILeadMailer mailer, IMailer house, UnsubscribeLinks links, CurrentBusiness business, SmsAccounts smsAccounts, ISmsSender sender, SmsHooks hooks) : IAsyncDisposable
{
    private readonly MailWay mail = new(mailAccounts, mailer, house, links, business);
    private readonly TextWay text = new(db, smsAccounts, sender, hooks);

    /// <summary>What the vendor calls the message, where it has a name for it; or why it did not go. <paramref name="mayBeOut"/>: an earlier try had no clear end.</summary>
    internal async Task<(string? VendorId, NotSent? Not)> Send(LeadMessage message, bool mayBeOut, CancellationToken ct) =>
        message.Channel == MessageChannel.Text ? await text.Send(message, mayBeOut, ct) : (null, await mail.Send(message, ct));

    public ValueTask DisposeAsync() => mail.DisposeAsync();
}
