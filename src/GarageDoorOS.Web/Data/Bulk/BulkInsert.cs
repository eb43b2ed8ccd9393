namespace GarageDoorOS.Web.Data.Bulk;

/// <summary>Writes many rows of one table by the quickest way of the engine, inside the transaction that is open.</summary>
internal abstract class BulkInsert
{
    public static BulkInsert For(AppDb db) => db switch
    {
        SqliteAppDb => new SqliteInsert(db),
        PostgresAppDb => new PostgresInsert(db),
        _ => throw new InvalidOperationException($"No bulk insert for {db.GetType().Name}."),
    };

    public abstract Task Write(string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows, CancellationToken ct);

    protected static string Quoted(IEnumerable<string> columns) => string.Join(", ", columns.Select(column => $"\"{column}\""));
}
