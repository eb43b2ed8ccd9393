using GarageDoorOS.Domain.Messages;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>How the vendors of texts are called.</summary>
internal static class SmsWords
{
    /// <summary>In forms and in JSON.</summary>
    public static string Of(SmsVendor vendor) => vendor switch { SmsVendor.Twilio => "twilio", SmsVendor.Pretend => "pretend" };

    /// <summary>For people.</summary>
    public static string Name(SmsVendor vendor) => vendor switch { SmsVendor.Twilio => "Twilio", SmsVendor.Pretend => "Only pretend to send" };
}
