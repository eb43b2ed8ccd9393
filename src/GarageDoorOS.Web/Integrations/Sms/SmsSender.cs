using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Integrations.Sms.Pretend;
using GarageDoorOS.Web.Integrations.Sms.Twilio;

namespace GarageDoorOS.Web.Integrations.Sms;

/// <summary>Gives each text to the vendor that its account is with.</summary>
internal sealed class SmsSender(TwilioSender twilio, PretendSender pretend) : ISmsSender
{
    public Task<string> Send(SmsAccountSettings account, Sms text, bool mayBeOut, CancellationToken ct) => account.Vendor switch
    {
        SmsVendor.Twilio => twilio.Send(account, text, mayBeOut, ct),
        SmsVendor.Pretend => pretend.Send(text),
    };
}
