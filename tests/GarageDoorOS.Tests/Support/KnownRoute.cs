using System.Text.RegularExpressions;
using GarageDoorOS.Web.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace GarageDoorOS.Tests.Support;

/// <summary>One method of one address of the program, for tests that go over all of them.</summary>
public sealed partial record KnownRoute(HttpMethod Method, string Pattern, RouteAccess Access)
{
    public bool IsApi => Pattern.StartsWith("/api/");
    public bool IsSafe => Method == HttpMethod.Get;
    public bool HasId => Pattern.Contains('{');

    /// <summary>Everything that is mapped, static files left out.</summary>
    public static IReadOnlyList<KnownRoute> Of(AppHost host) =>
    [
        .. from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
           let access = endpoint.Metadata.GetMetadata<RouteAccess>()
           where access is not null
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           where method != "HEAD"
           select new KnownRoute(new(method), "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{documentName}", "v1"), access),
    ];

    /// <summary>The address with the ids of these records in it.</summary>
    public string To(TestRecords records) => Parameter().Replace(Pattern, _ => records.IdFor(Pattern).ToString());

    /// <summary>The address with <paramref name="value"/> wherever an id belongs.</summary>
    public string With(string value) => Parameter().Replace(Pattern, _ => value);

    /// <summary>A body that this address may accept, so that a refusal is about who asks and not about what is asked.</summary>
    public object? Body => Method == HttpMethod.Delete || IsSafe ? null
        : Pattern.EndsWith("/look") ? new { density = "compact", hidden = Array.Empty<string>() }
        : Pattern.Contains("/views") ? new { name = "Taken over", query = "status=new" }
        : Pattern == "/api/calls" ? new { number = "512 555 0143", outcome = "reached" }
        : Pattern == "/api/calls/incoming" ? new { number = "512 555 0143", id = "1764384000.1" }
        : Pattern.EndsWith("/calls") ? new { phone = 0 }
        : Pattern.EndsWith("/outcome") ? new { outcome = "reached" }
        : Pattern.EndsWith("/bulk/assignment") ? new { ids = new[] { Guid.NewGuid() }, assigneeId = (Guid?)null }
        : Pattern.EndsWith("/bulk/status") ? new { ids = new[] { Guid.NewGuid() }, status = "contacted" }
        : Pattern.EndsWith("/bulk/deletion") ? new { ids = new[] { Guid.NewGuid() } }
        : Pattern.EndsWith("/assignment") ? new { assigneeId = (Guid?)null }
        : Pattern == "/api/estimates/{id:guid}/status" ? new { status = "sent" }
        : Pattern == "/api/jobs/{id:guid}/status" ? new { status = "done" }
        : Pattern.EndsWith("/status") ? new { status = "contacted" }
        : Pattern.EndsWith("/mappings") ? new { of = "leads", name = "Taken over", columns = new { Who = "name" } }
        : Pattern.EndsWith("/conversion") ? new { type = "residential" }
        : Pattern.EndsWith("/restoration") || Pattern.EndsWith("/link") || Pattern.EndsWith("/password-link") || Pattern.EndsWith("/attempt") || Pattern.EndsWith("/attempts") || Pattern.EndsWith("/retirement") || Pattern.EndsWith("/revocation") || Pattern.EndsWith("/job") ? new { }
        : Pattern.EndsWith("/invitations") ? new { email = $"{Guid.NewGuid():N}@example.com", role = "sales" }
        : Pattern.EndsWith("/merges") ? new { otherId = Guid.NewGuid() }
        : Pattern.EndsWith("/undoing") || Pattern.EndsWith("/removal") ? new { }
        : Pattern.EndsWith("/security") ? new { requiresSecondFactor = false }
        : Pattern.EndsWith("/completion") ? new { outcome = "no_answer" }
        : Pattern.EndsWith("/skipping") ? new { reason = "Taken over" }
        : Pattern.EndsWith("/snoozing") ? new { to = "tomorrow" }
        : Pattern.EndsWith("/reopening") || Pattern.EndsWith("/ending") ? new { }
        : Pattern.EndsWith("/bulk/enrolments") ? new { ids = new[] { Guid.NewGuid() }, cadenceId = Guid.NewGuid() }
        : Pattern.EndsWith("/enrolments") ? new { cadenceId = Guid.NewGuid() }
        : Pattern.Contains("/tasks") ? new { title = "Taken over", dueOn = "2026-11-28" }
        : Pattern.Contains("/cadences") ? new { name = "Taken over", steps = new[] { new { kind = "call", title = "Call", wait = 0, unit = "minutes" } } }
        : Pattern.EndsWith("/account/digest") ? new { at = "07:00" }
        : Pattern.EndsWith("/integrations") ? new { nurturing = true }
        : Pattern.EndsWith("/integrations/sms") ? new { accountId = "nobody", from = "nobody", version = 1 } // refused, so that no test of all addresses asks Twilio
        : Pattern.EndsWith("/integrations/telephony") ? new { accountId = "nobody", number = "nobody", version = 1 } // likewise
        : Pattern.EndsWith("/integrations/mail") ? new { host = "127.0.0.1", fromAddress = "office@example.com", version = 1 } // refused, so that no test of all addresses asks a mail server
        : Pattern.EndsWith("/integrations/consent") ? new { from = "09:30" }
        : Pattern.EndsWith("/consents") ? new { channel = "text", address = "512 555 0143", given = true, how = "by_phone" }
        : Pattern.EndsWith("/role") ? new { role = "sales" }
        : Pattern.EndsWith("/deactivation") ? new { handOverTo = (Guid?)null }
        : Pattern.EndsWith("/sight") ? new { newest = (Guid?)null }
        : Pattern.EndsWith("/position") ? new { position = 0 }
        : Pattern.Contains("estimates") || Pattern.Contains("jobs") ? new { title = "Taken over" }
        : Pattern.Contains("customers") ? new { type = "residential", name = "Taken over" }
        : new { name = "Taken over" };

    public override string ToString() => $"{Method} {Pattern}";

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
