using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace GarageDoorOS.Tests.Support;

/// <summary>Twilio as the voice of an account calls us: every request signed with its token.</summary>
public static class TwilioVoice
{
    public const string Public = "http://doors.example", Secret = "hunter2horsestaple", Account = "AC0123456789abcdef0123456789abcdef", Sid = "CA0123456789abcdef0123456789abcdef", Number = "+15125550100";

    /// <summary>An app whose Twilio is <paramref name="twilio"/>, for calls and for texts.</summary>
    public static Task<AppHost> Start(Provider provider, ToldVendor twilio) => AppHost.Start(
        provider, ("Telephony:BaseUrl", twilio.Url), ("Telephony:TimeoutSeconds", "1"), ("Sms:BaseUrl", twilio.Url), ("Sms:TimeoutSeconds", "1"), ("Webhooks:AllowPrivateTargets", "true"), ("App:PublicUrl", Public));

    /// <summary>A business that calls by it, at noon.</summary>
    public static async Task<TestBusiness> Calling(AppHost host, string? textBack = null)
    {
        var business = (await host.NewBusiness()).AtNoon();
        using var made = await (await business.Api()).PutJson("/api/settings/integrations/telephony", new { vendor = "twilio", accountId = Account, secret = Secret, number = Number, textBack });
        await made.ShouldBeJson(200);
        return business;
    }

    /// <summary>Asks, or tells, at <paramref name="what"/> of the addresses for calls.</summary>
    public static async Task<(HttpStatusCode Status, string Says)> Tell(this TestBusiness business, string what, (string Name, string Value)[] form, string signedWith = Secret, AppHost? node = null)
    {
        var path = $"/hooks/calls/{business.Id}/{what}";
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        var signed = Public + path + string.Concat(form.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => f.Name + f.Value));
        request.Headers.Add("X-Twilio-Signature", Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(signedWith), Encoding.UTF8.GetBytes(signed))));
        using var answer = await (node ?? business.Host).Anonymous().SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Somebody calls; answers what Twilio is to do.</summary>
    public static Task<(HttpStatusCode Status, string Says)> Ring(this TestBusiness business, string from, string sid, AppHost? node = null) =>
        business.Tell("voice", [("CallSid", sid), ("From", from), ("To", Number), ("CallStatus", "ringing"), ("Direction", "inbound")], node: node);
}
