using GarageDoorOS.Domain.Calls;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>How the vendors of calls are called.</summary>
internal static class TelephonyWords
{
    /// <summary>In forms and in JSON.</summary>
    public static string Of(TelephonyVendor vendor) => vendor switch { TelephonyVendor.Twilio => "twilio", TelephonyVendor.Asterisk => "asterisk", TelephonyVendor.Pretend => "pretend" };

    /// <summary>For people.</summary>
    public static string Name(TelephonyVendor vendor) => vendor switch { TelephonyVendor.Twilio => "Twilio", TelephonyVendor.Asterisk => "Your own PBX", TelephonyVendor.Pretend => "Only pretend to call" };

    /// <summary>By whom calls go, in a sentence.</summary>
    public static string By(TelephonyVendor vendor) => vendor == TelephonyVendor.Asterisk ? "your own PBX" : Name(vendor);

    /// <summary>Null for a word that is none.</summary>
    public static TelephonyVendor? Read(string? word) =>
        Enum.GetValues<TelephonyVendor>().Where(vendor => Of(vendor) == word).Select(vendor => (TelephonyVendor?)vendor).FirstOrDefault();
}
