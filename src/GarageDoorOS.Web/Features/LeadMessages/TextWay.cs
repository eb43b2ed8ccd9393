using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Integrations.Sms;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>Takes texts to the vendor of the business.</summary>
internal sealed class TextWay(AppDb db, SmsAccounts accounts, ISmsSender sender, SmsHooks hooks)
{
    /// <summary>More than a phone gets in the day for which a vendor is asked.</summary>
    private const int MostOthers = 200;

    /// <summary>What the vendor calls the text, once it has taken it; or why it has not.</summary>
    public async Task<(string? VendorId, NotSent? Not)> Send(LeadMessage message, bool mayBeOut, CancellationToken ct)
    {
        if (await accounts.OfBusiness(ct) is not { } account) return (null, new("Texts to leads are not set up."));
        if (accounts.SettingsOf(account) is not { } settings) return (null, new("The token of the account for texts cannot be read any more. Type it again."));
        var text = new Sms(message.Id, message.Address, message.Text, hooks.Status(message.BusinessId, message.Id)) { Others = mayBeOut ? await Others(message, ct) : [] };
        try
        {
            return (await sender.Send(settings, text, mayBeOut, ct), null);
        }
        catch (SmsFailed failed)
        {
            return (null, new(failed.Message, failed.Never, failed.MayBeOut, failed.NotBefore));
        }
    }

    private Task<List<string>> Others(LeadMessage message, CancellationToken ct) => db.LeadMessages
        .Where(m => m.Address == message.Address && m.Channel == MessageChannel.Text && m.VendorId != null && m.Id != message.Id).OrderByDescending(m => m.At).Take(MostOthers).Select(m => m.VendorId!).ToListAsync(ct);
}
