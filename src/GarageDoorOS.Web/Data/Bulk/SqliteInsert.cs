using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GarageDoorOS.Web.Data.Bulk;

/// <summary>One prepared INSERT, run for each row.</summary>
internal sealed class SqliteInsert(AppDb db) : BulkInsert
{
    public override async Task Write(string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        await using var insert = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        insert.Transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        insert.CommandText = $"INSERT INTO {table} ({Quoted(columns)}) VALUES ({string.Join(", ", columns.Select((_, at) => $"$p{at}"))})";
        var parameters = columns.Select((_, at) => insert.Parameters.Add(new SqliteParameter { ParameterName = $"$p{at}" })).ToArray();
        foreach (var row in rows)
        {
            for (var at = 0; at < parameters.Length; at++)
                parameters[at].Value = row[at] ?? DBNull.Value;
            await insert.ExecuteNonQueryAsync(ct);
        }
    }
}
