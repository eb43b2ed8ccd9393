using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Integrations.Telephony.Asterisk;
using GarageDoorOS.Web.Integrations.Telephony.Pretend;
using GarageDoorOS.Web.Integrations.Telephony.Twilio;
using NodaTime;

namespace GarageDoorOS.Web.Integrations.Telephony;

/// <summary>Gives each call to the vendor that its account is with.</summary>
internal sealed class Telephony(TwilioCalls twilio, AsteriskCalls asterisk, PretendCalls pretend) : ITelephony
{
    public Task<string> Check(TelephonySettings account, CancellationToken ct) => With(account).Check(account, ct);

    public Task<string> Place(TelephonySettings account, OutboundCall call, CancellationToken ct) => With(account).Place(account, call, ct);

    public Task<CallNews?> Ask(TelephonySettings account, string vendorId, CancellationToken ct) => With(account).Ask(account, vendorId, ct);

    public Task<CallNews?> AskIncoming(TelephonySettings account, string vendorId, Instant since, CancellationToken ct) => With(account).AskIncoming(account, vendorId, since, ct);

    public Task HangUp(TelephonySettings account, string vendorId, CancellationToken ct) => With(account).HangUp(account, vendorId, ct);

    public Task Say(TelephonySettings account, Guid id, string to, string words, CancellationToken ct) => With(account).Say(account, id, to, words, ct);

    private ITelephony With(TelephonySettings account) => account.Vendor switch
    {
        TelephonyVendor.Twilio => twilio,
        TelephonyVendor.Asterisk => asterisk,
        TelephonyVendor.Pretend => pretend,
    };
}
