using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Http;

/// <summary>Odd addresses and queries, sent to every route.</summary>
public sealed class OddInputTests(SharedHosts hosts) : OddInputCalls(hosts)
{
    [Theory, BothDatabases]
    public async Task Odd_addresses_and_queries_break_nothing(Provider provider)
    {
        var (host, records, page, api) = await Start(provider);
        var pieces = OddInput.Texts.Select(Uri.EscapeDataString).Concat(OddInput.Encoded).ToList();
        foreach (var route in KnownRoute.Of(host))
        {
            var client = route.IsApi ? api : page.Http;
            var queries = route.IsSafe ? Sample(from name in OddInput.QueryNames from piece in pieces select $"?{name}={piece}", 8, 2_000) : [];
            foreach (var query in queries) await Try(client, route.Method, route.To(records) + query);
            if (route.IsSafe) await Try(client, route.Method, route.To(records) + "?" + string.Join("&", Enumerable.Repeat("status=new&sort=name", 400)));
            if (!route.HasId) continue;
            foreach (var piece in Sample(pieces.Where(p => p.Length is > 0 and < 2_000), 6, 100)) await Try(client, route.Method, route.With(piece));
        }
        Broken.ShouldBeEmpty();
    }
}
