using System.Globalization;

namespace GarageDoorOS.Web.Integrations.Sms.Twilio;

/// <summary>Where Twilio is and how long it may take: <c>Sms__BaseUrl</c> (https://api.twilio.com), <c>Sms__TimeoutSeconds</c> (10).</summary>
internal sealed record TwilioSettings(Uri Address, TimeSpan Patience)
{
    private const int Longest = 60;

    public static TwilioSettings Of(IConfiguration configuration)
    {
        var (url, seconds) = (configuration["Sms:BaseUrl"], configuration["Sms:TimeoutSeconds"]);
        return new(
            string.IsNullOrEmpty(url) ? new("https://api.twilio.com")
                : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address
                : throw new InvalidOperationException($"Sms__BaseUrl is «{url}»; it is an address such as https://api.twilio.com."),
            TimeSpan.FromSeconds(string.IsNullOrEmpty(seconds) ? 10
                : int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Longest ? number
                : throw new InvalidOperationException($"Sms__TimeoutSeconds is «{seconds}»; it is a number from 1 to {Longest}.")));
    }
}
