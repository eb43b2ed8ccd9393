using GarageDoorOS.Web.Access;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Data.Backups;

/// <summary>
/// Puts a backup in the place of the present database and brings it to this version of the program. Nothing of the present is lost: the database is kept
/// beside it under another name, the keys of the backup are added to the ones that are there.
/// </summary>
public sealed class RestoreBackup(DataPlaces places, DatabaseInUse inUse, IServiceProvider services, IClock clock)
{
    private static readonly InstantPattern Stamp = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>When the backup was made, and where the database is now that it took the place of; null where there was none.</summary>
    public sealed record Response(Instant MadeAt, string? Before);

    public async Task<Response> Handle(string path, CancellationToken ct)
    {
        if (places.Database is not { } database) throw new BackupRefused("On PostgreSQL its own tools bring a copy back: pg_restore. docs/backup.md says how.");
        if (!File.Exists(path)) throw new BackupRefused($"There is no file {path}.");
        inUse.TakeAlone();
        await BackupFile.Check(path, ct);
        var (next, keys) = (database + ".restoring", places.Keys + ".restoring");
        Forget(next, keys); // of one that was stopped
        try
        {
            var madeAt = await BackupFile.Extract(path, next, keys, ct);
            await BringUp(path, next, ct);
            // More keys than needed do no harm, so that there is no moment at which keys and database do not fit.
            foreach (var key in Directory.Exists(keys) ? Directory.GetFiles(keys) : [])
                File.Move(key, Path.Combine(Directory.CreateDirectory(places.Keys).FullName, Path.GetFileName(key)), overwrite: true);
            return new(madeAt, Replace(database, next));
        }
        finally
        {
            Forget(next, keys);
        }
    }

    /// <summary>A version that is older than this program is migrated, before anything is replaced; one that is newer is refused.</summary>
    private async Task BringUp(string path, string file, CancellationToken ct)
    {
        var options = new DbContextOptionsBuilder<SqliteAppDb>();
        DataSetup.UseSqlite(options, DataPlaces.ConnectionTo(file));
        options.UseApplicationServiceProvider(services);
        await using var db = new SqliteAppDb(options.Options, new CurrentBusiness(), trail: null, signals: null);
        if ((await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations()).Any())
            throw new BackupRefused($"{path} was made by a newer version of the program: restore it with that one.");
        await db.Database.MigrateAsync(ct);
    }

    private string? Replace(string database, string next)
    {
        if (!File.Exists(database))
        {
            File.Move(next, database);
            return null;
        }
        var before = $"{database}.before-{Stamp.Format(clock.GetCurrentInstant())}";
        WriteOutLog(database);
        // Where that failed, the log of the old file must not be taken for one of the new.
        foreach (var beside in new[] { "-wal", "-shm" })
            if (File.Exists(database + beside)) File.Move(database + beside, before + beside);
        File.Replace(next, database, before); // at no moment is there none
        return before;
    }

    /// <summary>Brings what stands in the write-ahead log into the file; one that is too damaged for it is kept as it is.</summary>
    private static void WriteOutLog(string database)
    {
        try
        {
            using var connection = new SqliteConnection(DataPlaces.ConnectionTo(database));
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // It is moved aside as it is.
        }
    }

    private static void Forget(string file, string folder)
    {
        foreach (var path in new[] { file, file + "-wal", file + "-shm", file + "-journal" }) File.Delete(path);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
