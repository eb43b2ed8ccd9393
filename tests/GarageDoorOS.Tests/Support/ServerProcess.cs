using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace GarageDoorOS.Tests.Support;

/// <summary>The built program as a process of its own, which a test can kill without warning and start again.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder log = new();

    private ServerProcess(Process process) => this.process = process;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public string Log { get { lock (log) return log.ToString(); } }

    /// <summary>Starts the web server on a free port of the loopback and waits until it listens.</summary>
    public static async Task<ServerProcess> Start(TestDatabase database, params (string Name, string Value)[] settings)
    {
        var server = new ServerProcess(Launch(database, [], [("ASPNETCORE_URLS", "http://127.0.0.1:0"), .. settings]));
        var listens = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Note(string? line)
        {
            if (line is null) return;
            lock (server.log) server.log.AppendLine(line);
            if (Listening().Match(line) is { Success: true } match) listens.TrySetResult(new(match.Groups[1].Value));
        }
        server.process.OutputDataReceived += (_, e) => Note(e.Data);
        server.process.ErrorDataReceived += (_, e) => Note(e.Data);
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        var ended = server.process.WaitForExitAsync();
        if (await Task.WhenAny(listens.Task, ended) == ended) throw new InvalidOperationException($"The server did not start:\n{server.Log}");
        server.Address = await listens.Task;
        return server;
    }

    /// <summary>Runs one of the program's commands to its end.</summary>
    public static Task<(int Code, string Output, string Errors)> Command(TestDatabase database, params string[] arguments) => CommandIn("Production", database, arguments);

    /// <summary>The same in an environment: in Development everything that is registered is looked over, whether it is asked for or not.</summary>
    public static async Task<(int Code, string Output, string Errors)> CommandIn(string environment, TestDatabase database, params string[] arguments)
    {
        using var process = Launch(database, arguments, [("ASPNETCORE_ENVIRONMENT", environment)]);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Begins one of the program's commands, to be killed on its way.</summary>
    public static ServerProcess Begin(TestDatabase database, params string[] arguments) => new(Launch(database, arguments, []));

    /// <summary>kill -9: nothing is flushed, nothing is said goodbye to.</summary>
    public async Task Kill()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager sends it; gives back the exit code once the process has ended by itself.</summary>
    public async Task<int> Stop(Func<Task> meanwhile)
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync();
        await meanwhile();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await Kill();
        process.Dispose();
    }

    private static Process Launch(TestDatabase database, string[] arguments, (string Name, string Value)[] settings)
    {
        var program = typeof(Program).Assembly.Location;
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = database.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[program, .. arguments]) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        start.Environment["DOTNET_TieredPGO"] = "0"; // as for the tests: most of what it does it does once
        foreach (var (name, value) in database.Settings.Concat(settings)) start.Environment[name.Replace(":", "__")] = value;
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
