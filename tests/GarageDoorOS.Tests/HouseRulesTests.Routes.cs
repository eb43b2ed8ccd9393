using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests;

/// <summary>Rules about addresses and tables, asked of the running program.</summary>
public sealed partial class HouseRulesTests(SharedHosts hosts)
{
    /// <summary>Tables of the installation, which no business owns or which say who may enter one.</summary>
    private static readonly string[] Everybodys =
    [
        "users", "user_claims", "user_logins", "user_tokens", "user_passkeys", "businesses", "team_members", "api_keys", "outbox", "data_protection_keys",
    ];

    [Fact]
    public async Task Every_route_carries_a_permission_or_says_that_it_is_open()
    {
        var host = await hosts.On(Provider.Sqlite);
        var silent = from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     where endpoint.Metadata.GetMetadata<RouteAccess>() is null
                     // The framework's own fallback for static files that were made after the build.
                     where endpoint.RoutePattern.RawText != "{**path:file}"
                     select endpoint.RoutePattern.RawText;
        silent.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Every_table_has_the_business_first_in_its_keys_and_indexes(Provider provider)
    {
        var host = await hosts.On(provider);
        var wrong = await host.Scoped(services =>
        {
            var types = services.GetRequiredService<AppDb>().Model.GetEntityTypes().Where(t => !t.IsOwned() && !Everybodys.Contains(t.GetTableName()));
            var found = from type in types
                        from first in type.GetKeys().Select(k => k.Properties[0]).Concat(type.GetIndexes().Select(i => i.Properties[0]))
                            // The number of the business is the high bits of a search key.
                        where first.Name is not ("BusinessId" or "SearchKey")
                        select $"{type.GetTableName()}: {first.Name}";
            return Task.FromResult(found.ToList());
        });
        wrong.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Every_entity_of_a_business_is_filtered_by_it(Provider provider)
    {
        var host = await hosts.On(provider);
        var open = await host.Scoped(services =>
        {
            var types = services.GetRequiredService<AppDb>().Model.GetEntityTypes();
            return Task.FromResult(types.Where(t => !t.IsOwned() && !Everybodys.Contains(t.GetTableName()) && t.GetDeclaredQueryFilters().Count == 0).Select(t => t.Name).ToList());
        });
        open.ShouldBeEmpty();
    }
}
