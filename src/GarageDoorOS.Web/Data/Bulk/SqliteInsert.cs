using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GarageDoorOS.Web.Data.Bulk;

/// <summary>
/// One prepared INSERT, run for each row. A table with a full-text index is filled from a table in memory by one statement: as a statement of its
/// own each row would make the index write a segment, which takes seven times as long.
/// </summary>
internal sealed class SqliteInsert(AppDb db) : BulkInsert
{
    public override async Task Write(string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
            return;
        if (!columns.Contains(SearchKeys.Column))
        {
            await Fill(table, columns, rows, ct);
            return;
        }

        var (staged, names) = ($"temp.bulk_{table}", Quoted(columns));
        await Run($"CREATE TEMP TABLE IF NOT EXISTS bulk_{table} ({names})", ct);
        await Fill(staged, columns, rows, ct);
        await Run($"INSERT INTO main.{table} ({names}) SELECT {names} FROM {staged}; DELETE FROM {staged}", ct);
    }

    private async Task Fill(string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        await using var insert = Command($"INSERT INTO {table} ({Quoted(columns)}) VALUES ({string.Join(", ", columns.Select((_, at) => $"$p{at}"))})");
        var parameters = columns.Select((_, at) => insert.Parameters.Add(new SqliteParameter { ParameterName = $"$p{at}" })).ToArray();
        foreach (var row in rows)
        {
            for (var at = 0; at < parameters.Length; at++)
                parameters[at].Value = row[at] ?? DBNull.Value;
            await insert.ExecuteNonQueryAsync(ct);
        }
    }

    private async Task Run(string sql, CancellationToken ct)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private SqliteCommand Command(string sql)
    {
        var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }
}
