using GarageDoorOS.Domain.Messages;

namespace GarageDoorOS.Web.Integrations.Sms.Pretend;

/// <summary>Says that it has sent, and sends nothing: for whoever tries the program without an account anywhere. A text that says «pretend to fail» does.</summary>
internal sealed class PretendSender(SmsVendors vendors)
{
    public Task<string> Send(Sms text)
    {
        if (!vendors.Offered.Contains(SmsVendor.Pretend)) throw new SmsFailed("Here nobody only pretends to send: set up a real account for texts.");
        if (text.Text.Contains("pretend to fail", StringComparison.OrdinalIgnoreCase)) throw new SmsFailed("This text pretended to fail, as it was told to.", never: true);
        return Task.FromResult($"pretend-{text.Id:N}"); // the same for the same text, however often it is tried
    }
}
