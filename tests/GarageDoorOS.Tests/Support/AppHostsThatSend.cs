using Shouldly;

namespace GarageDoorOS.Tests.Support;

/// <summary>Apps that may write to leads by servers on the loopback, and do not wait long for them.</summary>
public sealed class AppHostsThatSend : AppHosts
{
    protected override (string Name, string Value)[] Settings => [("Webhooks:AllowPrivateTargets", "true"), ("Smtp:TimeoutSeconds", "2"), ("App:PublicUrl", "http://doors.example")];
}

internal static class MailAccountCalls
{
    /// <summary>Mail to leads goes out by a server on this machine from now on.</summary>
    public static async Task SetUpMail(this HttpClient api, int port)
    {
        using var made = await api.PutJson("/api/settings/integrations/mail", new { host = "127.0.0.1", port, fromAddress = "hello@loneoak.example", fromName = "Lone Oak Doors" });
        await made.ShouldBeJson(200);
    }
}
