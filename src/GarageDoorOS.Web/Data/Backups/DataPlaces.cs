using Microsoft.Data.Sqlite;

namespace GarageDoorOS.Web.Data.Backups;

/// <summary>Where the installation keeps what it cannot lose: the file of SQLite (null on PostgreSQL) and the folder of the key ring.</summary>
public sealed record DataPlaces(string? Database, string Keys)
{
    public static DataPlaces OfSqlite(string connection, string keys)
    {
        var file = new SqliteConnectionStringBuilder(connection).DataSource;
        return new(file.Length == 0 || file.StartsWith(':') || file.StartsWith("file:", StringComparison.Ordinal) ? null : Path.GetFullPath(file), keys);
    }

    /// <summary>A connection of one's own, past the pool: the file is let go of when it closes.</summary>
    public static string ConnectionTo(string file) => new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString;
}

/// <summary>A backup was not made, or not restored, and everything is as it was; says why.</summary>
public sealed class BackupRefused(string why) : Exception(why);
