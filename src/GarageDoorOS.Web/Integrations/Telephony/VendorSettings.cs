using System.Globalization;

namespace GarageDoorOS.Web.Integrations.Telephony;

/// <summary>Where Twilio is, and how long a vendor of calls may take: <c>Telephony__BaseUrl</c> (https://api.twilio.com), <c>Telephony__TimeoutSeconds</c> (5).</summary>
internal sealed record VendorSettings(Uri Twilio, TimeSpan Patience)
{
    private const int Usual = 5, Longest = 60;

    public static VendorSettings Of(IConfiguration configuration)
    {
        var (url, seconds) = (configuration["Telephony:BaseUrl"], configuration["Telephony:TimeoutSeconds"]);
        return new(
            string.IsNullOrEmpty(url) ? new("https://api.twilio.com")
                : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address
                : throw new InvalidOperationException($"Telephony__BaseUrl is «{url}»; it is an address such as https://api.twilio.com."),
            TimeSpan.FromSeconds(string.IsNullOrEmpty(seconds) ? Usual
                : int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Longest ? number
                : throw new InvalidOperationException($"Telephony__TimeoutSeconds is «{seconds}»; it is a number from 1 to {Longest}.")));
    }
}
