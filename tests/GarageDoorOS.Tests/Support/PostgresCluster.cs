using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace GarageDoorOS.Tests.Support;

/// <summary>
/// One PostgreSQL of our own for the whole test run, in a temporary folder, on a private port. It starts with the first test that asks
/// and ends with this process, however that ends: the server's shell waits for the end of its input.
/// </summary>
public sealed class PostgresCluster
{
    private static readonly Lazy<Task<PostgresCluster>> One = new(Start);

    private readonly Process server;
    private readonly int port;

    private PostgresCluster(Process server, int port) => (this.server, this.port) = (server, port);

    /// <summary>Why the tests on PostgreSQL cannot run here; null if they can.</summary>
    public static string? Missing { get; } = WhatIsMissing();

    public static Task<PostgresCluster> Shared => One.Value;

    public string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "garage",
            Database = database,
            MaxPoolSize = 30,
            IncludeErrorDetail = true,
        }.ConnectionString;

    public async Task Execute(string sql, string database = "postgres", string user = "garage")
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionTo(database)) { Username = user, Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs one of PostgreSQL's own programs as the superuser of this server; fails with what it says if it does.</summary>
    public async Task Program(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Programs!, name)) { RedirectStandardError = true };
        foreach (var argument in (string[])["-h", "127.0.0.1", "-p", port.ToString(), "-U", "postgres", .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var says = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{name} ended with {process.ExitCode}: {says}");
    }

    /// <summary>Stops the server and removes its folder, if it was ever started.</summary>
    public static async Task StopIfStarted()
    {
        if (!One.IsValueCreated) return;
        var server = (await One.Value).server;
        NpgsqlConnection.ClearAllPools();
        server.StandardInput.Close();
        await server.WaitForExitAsync();
    }

    private static async Task<PostgresCluster> Start()
    {
        var port = FreePort();
        var folder = Directory.CreateTempSubdirectory("gdo-pg-").FullName;
        // PostgreSQL refuses to be root: as root it runs as its own user, who must own the folder.
        var (program, asUser) = IsRoot
            ? ("setpriv", new[] { "--reuid=postgres", "--regid=postgres", "--init-groups", "sh" })
            : ("sh", []);
        if (IsRoot) await Run("chown", "postgres", folder);

        var start = new ProcessStartInfo(program) { WorkingDirectory = "/", RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])[.. asUser, "-c", Script, "sh", Programs!, folder, port.ToString()]) start.ArgumentList.Add(argument);
        var server = Process.Start(start)!;

        if (await server.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException($"PostgreSQL did not start: {await server.StandardOutput.ReadToEndAsync()}");
        var cluster = new PostgresCluster(server, port);
        // An owner without superuser rights, as in production; row-level security would not bind a superuser.
        await cluster.Execute("CREATE ROLE garage LOGIN CREATEDB CREATEROLE", user: "postgres");
        return cluster;
    }

    private const string Script = """
        bin=$1 data=$2/data port=$3 log=$2/log
        umask 077
        "$bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$log" 2>&1 || { cat "$log"; rm -rf "$2"; exit 1; }
        "$bin/postgres" -D "$data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories="$2" -c max_connections=300 \
          -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=128MB -c autovacuum=on >>"$log" 2>&1 </dev/null &
        server=$!
        for _ in $(seq 200); do
          "$bin/pg_isready" -q -h 127.0.0.1 -p "$port" && break
          kill -0 $server 2>/dev/null || break
          sleep 0.05
        done
        "$bin/pg_isready" -q -h 127.0.0.1 -p "$port" && echo ready || cat "$log"
        read -r _
        kill -INT $server
        wait $server
        rm -rf "$2"
        """;

    private static bool IsRoot => Environment.UserName == "root";

    private static string? Programs { get; } = FindPrograms();

    private static string? FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        string[] versions = Directory.Exists(debian) ? [.. Directory.GetDirectories(debian).Select(v => Path.Combine(v, "bin")).OrderDescending()] : [];
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return versions.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    private static string? WhatIsMissing()
    {
        if (OperatingSystem.IsWindows()) return "The throwaway PostgreSQL of the tests starts on Linux and macOS only.";
        return FindPrograms() is null ? "PostgreSQL is not installed (initdb and postgres were not found)." : null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
