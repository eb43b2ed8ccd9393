using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Integrations.Sms;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>Takes texts to the vendor of the business.</summary>
internal sealed class TextWay(SmsAccounts accounts, ISmsSender sender, SmsHooks hooks)
{
    /// <summary>What the vendor calls the text, once it has taken it; or why it has not.</summary>
    public async Task<(string? VendorId, NotSent? Not)> Send(LeadMessage message, bool mayBeOut, CancellationToken ct)
    {
        if (await accounts.OfBusiness(ct) is not { } account) return (null, new("Texts to leads are not set up."));
        if (accounts.SettingsOf(account) is not { } settings) return (null, new("The token of the account for texts cannot be read any more. Type it again."));
        try
        {
            return (await sender.Send(settings, new(message.Id, message.Address, message.Text, hooks.Status(message.BusinessId, message.Id)), mayBeOut, ct), null);
        }
        catch (SmsFailed failed)
        {
            return (null, new(failed.Message, failed.Never, NotBefore: failed.NotBefore)); // what may be out is looked for at the next try
        }
    }
}
