using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Support;

/// <summary>Apps that write to leads by a mail server and a Twilio on the loopback.</summary>
public sealed class HostsWithTwilio : AppHosts
{
    public const string Number = "+15125550100";
    private const string Public = "http://doors.example", Token = "hunter2horsestaple";

    public ToldTwilio Twilio { get; private set; } = null!;

    protected override (string Name, string Value)[] Settings =>
        [("Sms:BaseUrl", Twilio.Url), ("Sms:TimeoutSeconds", "2"), ("Webhooks:AllowPrivateTargets", "true"), ("Smtp:TimeoutSeconds", "2"), ("App:PublicUrl", Public)];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Twilio = await ToldTwilio.Start();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Twilio.DisposeAsync();
    }

    /// <summary>A business that nurtures and texts its leads.</summary>
    public async Task<TestBusiness> Business(Provider provider)
    {
        var business = await (await (await On(provider)).NewBusiness()).Nurturing();
        using var made = await (await business.Api()).PutJson("/api/settings/integrations/sms", new { vendor = "twilio", accountId = "AC0123456789abcdef0123456789abcdef", token = Token, from = Number });
        await made.ShouldBeJson(200);
        return business;
    }

    /// <summary>Brings what a phone has sent, as Twilio does.</summary>
    public static Task Text(TestBusiness business, string from, string body, string? sid = null) =>
        Call(business, $"/hooks/sms/{business.Id}/inbound", ("MessageSid", sid ?? $"SM{Guid.NewGuid():N}"), ("From", from), ("To", Number), ("Body", body), ("NumMedia", "0"));

    /// <summary>Tells what became of a text.</summary>
    public static Task News(TestBusiness business, string sid, string status, Guid? message = null) =>
        Call(business, $"/hooks/sms/{business.Id}/status" + (message is { } id ? $"?message={id}" : ""), ("MessageSid", sid), ("MessageStatus", status));

    private static async Task Call(TestBusiness business, string path, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        var signed = Public + path + string.Concat(form.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => f.Name + f.Value));
        request.Headers.Add("X-Twilio-Signature", Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(signed))));
        using var answer = await business.Host.Anonymous().SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }
}
