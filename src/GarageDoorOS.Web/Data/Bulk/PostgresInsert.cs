using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GarageDoorOS.Web.Data.Bulk;

/// <summary>COPY into a table of the session, and from there one INSERT: PostgreSQL copies straight into no table with row-level security.</summary>
internal sealed class PostgresInsert(AppDb db) : BulkInsert
{
    public override async Task Write(string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
            return;
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var (staged, names) = ($"bulk_{table}", Quoted(columns));
        await Run(connection, $"CREATE TEMP TABLE IF NOT EXISTS {staged} (LIKE {table}) ON COMMIT DELETE ROWS", ct);
        await using (var copy = await connection.BeginBinaryImportAsync($"COPY {staged} ({names}) FROM STDIN (FORMAT BINARY)", ct))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(ct);
                foreach (var value in row)
                    await (value is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(value, ct));
            }

            await copy.CompleteAsync(ct);
        }

        await Run(connection, $"INSERT INTO {table} ({names}) SELECT {names} FROM {staged}; DELETE FROM {staged}", ct);
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
