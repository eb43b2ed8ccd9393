namespace GarageDoorOS.Web.Data.Backups;

/// <summary>
/// A lock beside the SQLite file which every program that works on it shares, so that a restoration never takes the file away from under one. The system
/// lets go of it however a program ends.
/// </summary>
public sealed class DatabaseInUse(DataPlaces places) : IDisposable
{
    private FileStream? held;

    /// <summary>This program works on the database until it ends.</summary>
    public void Begin() => Take(FileAccess.Read, FileShare.ReadWrite, "A backup is being restored here. Start again when that is over.");

    /// <summary>Nobody else works on it, and nobody begins to, until this program ends.</summary>
    public void TakeAlone() => Take(FileAccess.ReadWrite, FileShare.None, "A server or a command works on this database. Stop it first; nothing was changed.");

    private void Take(FileAccess access, FileShare share, string taken)
    {
        if (held is not null || places.Database is not { } database) return;
        try
        {
            held = new(database + "-in-use", FileMode.OpenOrCreate, access, share);
        }
        catch (IOException) when (File.Exists(database + "-in-use"))
        {
            throw new BackupRefused(taken);
        }
    }

    public void Dispose() => held?.Dispose();
}
