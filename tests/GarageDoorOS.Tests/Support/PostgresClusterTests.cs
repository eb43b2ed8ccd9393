using Npgsql;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Support;

public sealed class PostgresClusterTests
{
    [Theory, BothDatabases("x")]
    public async Task It_answers(Provider provider, string more)
    {
        more.ShouldBe("x");
        if (provider == Provider.Sqlite) return;
        var cluster = await PostgresCluster.Shared;
        await using var connection = new NpgsqlConnection(cluster.ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select version()", connection);
        ((string)(await command.ExecuteScalarAsync())!).ShouldContain("PostgreSQL");
    }
}
