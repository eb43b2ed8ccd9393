using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace GarageDoorOS.Web.Data.Backups;

/// <summary>
/// One file with all that an installation on SQLite is: a tar archive of the database and the key ring, and behind it a line with the SHA-256 of all before
/// it. The checks of SQLite do not see a wrong byte in a row; this does, and it sees a file that was cut off.
/// </summary>
internal static class BackupFile
{
    private const string Database = "database.db", Keys = "keys/", Mark = "garage-door-os backup ", Version = "1 sha256 ";
    private const int HashLetters = 64, LastLine = 22 + 9 + HashLetters + 1, AtOnce = 1024 * 1024;

    public static async Task Write(string path, string database, string keys, Instant now, CancellationToken ct)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = AtOnce };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // the key ring is in it
        await using var file = new FileStream(path, how);
        using var sha = SHA256.Create();
        await using (var hashed = new CryptoStream(file, sha, CryptoStreamMode.Write, leaveOpen: true))
        await using (var tar = new TarWriter(hashed, TarEntryFormat.Pax, leaveOpen: true))
        {
            await Add(tar, Database, database, now, ct);
            foreach (var key in Directory.Exists(keys) ? Directory.GetFiles(keys, "*.xml") : [])
                await Add(tar, Keys + Path.GetFileName(key), key, now, ct);
        }
        await file.WriteAsync(Encoding.ASCII.GetBytes($"{Mark}{Version}{Convert.ToHexStringLower(sha.Hash!)}\n"), ct);
        file.Flush(flushToDisk: true);
    }

    /// <summary>The SHA-256 of the whole file, once the one that it carries is found right.</summary>
    public static async Task<string> Check(string path, CancellationToken ct)
    {
        await using var file = Open(path);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, left) = (new byte[AtOnce], file.Length - LastLine);
        if (left <= 0) throw NoBackup(path);
        while (left > 0)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), ct);
            if (read == 0) throw NoBackup(path);
            sha.AppendData(buffer, 0, read);
            left -= read;
        }
        var last = buffer.AsMemory(0, LastLine);
        await file.ReadExactlyAsync(last, ct);
        var (found, says) = (Convert.ToHexStringLower(sha.GetCurrentHash()), Encoding.Latin1.GetString(last.Span));
        if (!says.StartsWith(Mark, StringComparison.Ordinal)) throw NoBackup(path);
        if (!says[Mark.Length..].StartsWith(Version, StringComparison.Ordinal)) throw new BackupRefused($"{path} was made by a newer version of the program.");
        if (says[^(HashLetters + 1)..^1] != found) throw new BackupRefused($"{path} is damaged: its SHA-256 is not the one that it carries.");
        sha.AppendData(last.Span);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    /// <summary>Takes a file apart that was found right; gives back when it was made.</summary>
    public static async Task<Instant> Extract(string path, string database, string keys, CancellationToken ct)
    {
        await using var file = Open(path);
        await using var tar = new TarReader(file);
        Instant? madeAt = null;
        while (await tar.GetNextEntryAsync(copyData: false, ct) is { DataStream: { } content } entry)
        {
            if (entry.Name == Database) madeAt = Instant.FromDateTimeOffset(entry.ModificationTime);
            else if (!entry.Name.StartsWith(Keys, StringComparison.Ordinal)) continue;
            var to = entry.Name == Database ? database : Path.Combine(Directory.CreateDirectory(keys).FullName, Path.GetFileName(entry.Name));
            await using var written = File.Create(to, AtOnce);
            await content.CopyToAsync(written, ct);
            written.Flush(flushToDisk: true);
        }
        return madeAt ?? throw NoBackup(path);
    }

    private static async Task Add(TarWriter tar, string name, string path, Instant now, CancellationToken ct)
    {
        await using var content = Open(path);
        var entry = new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, ModificationTime = now.ToDateTimeOffset(), Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        await tar.WriteEntryAsync(entry, ct);
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, AtOnce);

    private static BackupRefused NoBackup(string path) => new($"{path} is not a backup of this program, or it was not copied to its end.");
}
