using Npgsql;
using Shouldly;

namespace GarageDoorOS.Tests.Support;

public sealed class PostgresClusterTests
{
    [PostgresFact]
    public async Task It_answers()
    {
        var cluster = await PostgresCluster.Shared;
        await using var connection = new NpgsqlConnection(cluster.ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select version()", connection);
        ((string)(await command.ExecuteScalarAsync())!).ShouldContain("PostgreSQL");
    }
}
