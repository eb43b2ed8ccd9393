using GarageDoorOS.Web.Data.Backups;

namespace GarageDoorOS.Web.Commands;

/// <summary><c>restore FILE</c>: what <c>backup</c> has written takes the place of the database, which is kept beside it. It migrates what it restores, not what is there: that may be why it is called.</summary>
internal static class RestoreCommand
{
    public static async Task Run(IServiceProvider services, CommandLine line, CancellationToken ct)
    {
        var path = line.Value(0, "what: restore FILE");
        var restored = await services.GetRequiredService<RestoreBackup>().Handle(path, ct);
        await Console.Out.WriteLineAsync($"Restored {path}, made at {restored.MadeAt}." + (restored.Before is { } before ? $" What was here is kept as {before}" : ""));
    }
}
