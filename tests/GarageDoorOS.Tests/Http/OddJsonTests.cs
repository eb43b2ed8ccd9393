using System.Text;
using System.Text.Json;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Http;

/// <summary>Odd values in JSON, odd bodies and odd headers, sent to every route that takes them.</summary>
public sealed class OddJsonTests(SharedHosts hosts) : OddInputCalls(hosts)
{
    [Theory, BothDatabases]
    public async Task Odd_JSON_breaks_nothing(Provider provider)
    {
        var (host, records, _, api) = await Start(provider);
        foreach (var route in KnownRoute.Of(host).Where(r => r.IsApi && !r.IsSafe))
        {
            var whole = JsonSerializer.SerializeToNode(route.Body ?? new { })!;
            foreach (var (field, value) in Sample(from field in OddInput.JsonFields from value in OddInput.Values select (field, value), 12, 5_000))
            {
                // Beside what the address wants, so that only this field is wrong.
                var rest = whole.AsObject().Where(p => p.Key != field).Select(p => $"{JsonSerializer.Serialize(p.Key)}:{p.Value?.ToJsonString() ?? "null"}");
                var text = "{" + string.Join(",", rest.Append($"{JsonSerializer.Serialize(field)}:{value}")) + "}";
                await Try(api, route.Method, route.To(records), Encoding.UTF8.GetBytes(text), "application/json", $"{field} = {value[..Math.Min(60, value.Length)]}");
            }
        }
        Broken.ShouldBeEmpty();
    }

    // They are refused before any database is asked.
    [Fact]
    public async Task Odd_bodies_and_headers_break_nothing()
    {
        var (host, records, page, api) = await Start(Provider.Sqlite);
        foreach (var route in KnownRoute.Of(host))
        {
            var client = route.IsApi ? api : page.Http;
            if (!route.IsSafe)
                foreach (var (what, bytes, type) in OddInput.Bodies)
                {
                    await Try(client, route.Method, route.To(records), bytes, type, what);
                    if (!route.IsApi) await Try(client, route.Method, route.To(records), bytes, type, what + " and the token", ("RequestVerificationToken", await page.Token()));
                }
            foreach (var (name, value) in OddInput.Headers)
                await Try(client, route.Method, route.To(records), route.IsSafe ? null : "{}"u8.ToArray(), "application/json", $"{name}: {value[..Math.Min(60, value.Length)]}", (name, value));
            foreach (var method in new[] { "PATCH", "TRACE", "OPTIONS", "NOSUCH" })
                await Try(client, new(method), route.To(records));
        }
        Broken.ShouldBeEmpty();
    }
}
