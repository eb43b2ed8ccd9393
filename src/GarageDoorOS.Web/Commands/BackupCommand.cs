using GarageDoorOS.Web.Data.Backups;

namespace GarageDoorOS.Web.Commands;

/// <summary><c>backup FILE</c>: database and key ring of SQLite as one file while the server works; prints its SHA-256 as <c>sha256sum</c> does.</summary>
internal static class BackupCommand
{
    public static async Task Run(IServiceProvider services, CommandLine line, CancellationToken ct)
    {
        var path = line.Value(0, "where to: backup FILE");
        await Console.Out.WriteLineAsync($"{await services.GetRequiredService<MakeBackup>().Handle(path, ct)}  {path}");
    }
}
