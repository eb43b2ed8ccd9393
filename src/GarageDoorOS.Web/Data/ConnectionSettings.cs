using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GarageDoorOS.Web.Data;

/// <summary>What every SQLite connection is told when it opens.</summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    // foreign_keys is on by default in Microsoft.Data.Sqlite; busy_timeout lets SQLite itself wait for writers of other processes;
    // 64 MB of log between checkpoints write the pages that many commits touch once instead of each time (a quarter of a seeding's system time).
    private const string Pragmas = "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA mmap_size=1073741824; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=16384;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}

/// <summary>Tells every PostgreSQL connection for which business it works and puts it under row-level security.</summary>
internal sealed class PostgresSettings : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection, eventData);
        command?.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        var command = Command(connection, eventData);
        if (command is null) return;
        await using (command) await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand? Command(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (eventData.Context is not PostgresAppDb { ActsAsOwner: false } db) return null;
        var command = connection.CreateCommand();
        // Two cores are for two requests, not for one: a query in parallel takes longer as soon as a second person asks.
        command.CommandText = $"SELECT set_config('role', 'gdo_app', false), set_config('app.business', '{(db.BusinessId == Guid.Empty ? "" : db.BusinessId)}', false), set_config('max_parallel_workers_per_gather', '0', false)";
        return command;
    }
}
