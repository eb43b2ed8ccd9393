using Microsoft.Data.Sqlite;
using NodaTime;

namespace GarageDoorOS.Web.Data.Backups;

/// <summary>Copies all that an installation on SQLite is into one file, as it was at one moment, while others read and write.</summary>
public sealed class MakeBackup(DataPlaces places, IClock clock)
{
    /// <summary>What <c>sha256sum</c> says of the file. It has its name only once it is whole and on the disk.</summary>
    public async Task<string> Handle(string path, CancellationToken ct)
    {
        if (places.Database is not { } database) throw new BackupRefused("On PostgreSQL its own tools make the copy: pg_dump. docs/backup.md says how.");
        var (target, name) = (Path.GetFullPath(path), Guid.CreateVersion7().ToString("N"));
        if (Path.Exists(target)) throw new BackupRefused($"{path} is there already. Give another name.");
        if (!Directory.Exists(Path.GetDirectoryName(target))) throw new BackupRefused($"There is no folder {Path.GetDirectoryName(target)}.");
        var (copy, part) = ($"{target}.{name}.db", $"{target}.{name}.part");
        try
        {
            await Copy(database, copy, ct);
            // After the database: what is in there was encrypted with a key that is there by now.
            await BackupFile.Write(part, copy, places.Keys, clock.GetCurrentInstant(), ct);
            var sha = await BackupFile.Check(part, ct);
            File.Move(part, target);
            return sha;
        }
        finally
        {
            File.Delete(copy);
            File.Delete(part);
        }
    }

    /// <summary>In one step of SQLite's own backup: one read transaction, which in a write-ahead log keeps no writer waiting.</summary>
    private static async Task Copy(string database, string copy, CancellationToken ct)
    {
        await using var source = new SqliteConnection(DataPlaces.ConnectionTo(database));
        await using var target = new SqliteConnection(DataPlaces.ConnectionTo(copy));
        await source.OpenAsync(ct);
        await target.OpenAsync(ct);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await Ask(target, "PRAGMA synchronous=OFF", ct);
        source.BackupDatabase(target);
        if (await Ask(target, "PRAGMA quick_check(1)", ct) is var found && found != "ok") throw new BackupRefused($"The database itself is damaged, and a copy of it would be, too: {found}");
        await Ask(target, "PRAGMA journal_mode=DELETE", ct); // one file, that needs none beside it
    }

    private static async Task<string?> Ask(SqliteConnection connection, string pragma, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = pragma;
        command.CommandTimeout = 0;
        return (await command.ExecuteScalarAsync(ct))?.ToString();
    }
}
