using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Integrations.Mail;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>The ways from a business to its leads: by mail, and by text.</summary>
public sealed class LeadWays(MailAccounts accounts, ILeadMailer mailer, IMailer house, UnsubscribeLinks links, CurrentBusiness business) : IAsyncDisposable
{
    private readonly MailWay mail = new(accounts, mailer, house, links, business);

    /// <summary>What the vendor calls the message, where it has a name for it; or why it did not go. <paramref name="mayBeOut"/>: an earlier try had no clear end.</summary>
    internal async Task<(string? VendorId, NotSent? Not)> Send(LeadMessage message, bool mayBeOut, CancellationToken ct) => (null, await mail.Send(message, ct));

    public ValueTask DisposeAsync() => mail.DisposeAsync();
}
