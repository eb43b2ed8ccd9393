using System.Diagnostics;

namespace GarageDoorOS.Bench;

/// <summary>The published program: run as a command, or as the server.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly Process process;

    private AppProcess(Process process) => this.process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>The time that it has had on all cores so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of its own in memory, the mapped database file not counted; where the system does not say, all of them.</summary>
    public long Memory
    {
        get
        {
            var status = $"/proc/{process.Id}/status";
            if (File.Exists(status) && File.ReadLines(status).FirstOrDefault(line => line.StartsWith("RssAnon:")) is { } line)
                return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Publishes for release, as it would be deployed; gives back the program's file.</summary>
    public static async Task<string> Publish(string folder)
    {
        var output = Path.Combine(folder, "publish");
        await Succeed(Start("dotnet", ["publish", "src/GarageDoorOS.Web", "-c", "Release", "-o", output, "-v", "q", "-nologo"], [], null));
        return Path.Combine(output, "GarageDoorOS.Web.dll");
    }

    /// <summary>Runs one of the program's commands and gives back what it printed and how long it took.</summary>
    public static async Task<(string Output, TimeSpan Time)> Command(string program, Target target, string folder, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        var output = await Succeed(Start("dotnet", [program, .. arguments], Settings(target, folder), folder));
        return (output, clock.Elapsed);
    }

    public static async Task<AppProcess> Serve(string program, Target target, string folder)
    {
        var server = new AppProcess(Start("dotnet", [program], [.. Settings(target, folder), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Information")], Path.GetDirectoryName(program)));
        while (await server.process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf("http://", StringComparison.Ordinal) is not (> 0 and var at) || !line.Contains("listening")) continue;
            server.Address = new(line[at..].Trim());
            _ = server.process.StandardOutput.ReadToEndAsync();
            return server;
        }
        throw new InvalidOperationException($"The server did not start: {await server.process.StandardError.ReadToEndAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static (string, string)[] Settings(Target target, string folder) =>
        [.. target.Settings, ("App__DataFolder", folder), ("ASPNETCORE_ENVIRONMENT", "Production"), ("Logging__LogLevel__Default", "Warning")];

    private static Process Start(string program, string[] arguments, (string Name, string Value)[] settings, string? folder)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task<string> Succeed(Process process)
    {
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', process.StartInfo.ArgumentList)} ended with {process.ExitCode}: {await errors}{await output}");
        return await output;
    }
}
