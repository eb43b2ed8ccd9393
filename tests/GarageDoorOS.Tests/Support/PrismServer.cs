using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace GarageDoorOS.Tests.Support;

/// <summary>
/// Prism with the contract that Twilio publishes of its messages and calls, on a free port of the loopback: a request that breaks it is an error. Both come from npm (tests/vendors), and
/// Prism ends with this process, however that ends.
/// </summary>
public sealed class PrismServer : IAsyncLifetime
{
    private const string Contract = "node_modules/@twilio-alpha/mcp/twilio-oai/spec/json/twilio_api_v2010.json";

    private static readonly string[] Paths =
    [
        "/2010-04-01/Accounts/{AccountSid}/Messages.json", "/2010-04-01/Accounts/{AccountSid}/Calls.json", "/2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json", "/2010-04-01/Accounts/{Sid}.json",
    ];

    private static readonly string Vendors = System.IO.Path.Combine(Repository.Root, "tests", "vendors");
    private static readonly SemaphoreSlim Installing = new(1, 1);
    private readonly string folder = Directory.CreateTempSubdirectory("gdo-prism-").FullName;
    private Process? prism;

    /// <summary>Why the tests against the contract cannot run here; null if they can.</summary>
    public static string? Missing { get; } = Installed.Find("npm") is null ? "npm is not installed." : null;

    public string Url { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        await Installing.WaitAsync(); // classes run beside each other, and npm does not
        try
        {
            await Install();
        }
        finally
        {
            Installing.Release();
        }
        var (contract, port) = (System.IO.Path.Combine(folder, "twilio.json"), FreePort());
        await File.WriteAllTextAsync(contract, Used());
        var start = new ProcessStartInfo("sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Vendors };
        foreach (var argument in (string[])["-c", """ node node_modules/@stoplight/prism-cli/dist/index.js mock --errors -h 127.0.0.1 -p "$1" "$2" & server=$!; read -r _; kill $server """, "sh", port.ToString(), contract]) start.ArgumentList.Add(argument);
        prism = Process.Start(start)!;
        prism.OutputDataReceived += (_, _) => { };
        prism.ErrorDataReceived += (_, _) => { };
        prism.BeginOutputReadLine();
        prism.BeginErrorReadLine();
        await Eventually.Holds("Prism answers", () => Answers(port), answers => answers);
        Url = $"http://127.0.0.1:{port}";
    }

    /// <summary>What npm has put there is kept until the lock file changes.</summary>
    private static async Task Install()
    {
        var (stamp, locked) = (System.IO.Path.Combine(Vendors, "node_modules", ".package-lock.json"), System.IO.Path.Combine(Vendors, "package-lock.json"));
        if (File.Exists(stamp) && File.GetLastWriteTimeUtc(stamp) >= File.GetLastWriteTimeUtc(locked)) return;
        var start = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = Vendors, RedirectStandardError = true };
        using var npm = Process.Start(start)!;
        var said = await npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0) throw new InvalidOperationException("npm ci in tests/vendors: " + said);
        File.SetLastWriteTimeUtc(stamp, DateTime.UtcNow);
    }

    /// <summary>The addresses of the contract that we use. Its own examples name pages by relative addresses where it asks for whole ones; that is nothing of ours. That a field
    /// which may have several values is sent several times is what OpenAPI says anyway, and Prism wants to hear it.</summary>
    private static string Used()
    {
        var contract = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Vendors, Contract)))!.AsObject();
        var paths = contract["paths"]!.AsObject();
        foreach (var other in paths.Select(path => path.Key).Where(key => !Paths.Contains(key)).ToList()) paths.Remove(other);
        foreach (var (_, path) in paths)
        {
            if (path!["post"]?["requestBody"]?["content"]?["application/x-www-form-urlencoded"] is JsonObject form)
                form["encoding"] = new JsonObject(form["schema"]!["properties"]!.AsObject().Where(f => f.Value!["type"]?.GetValue<string>() == "array").Select(f => KeyValuePair.Create<string, JsonNode?>(f.Key, new JsonObject { ["style"] = "form", ["explode"] = true })));
            if (path["get"]?["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["properties"] is not JsonObject page) continue;
            foreach (var (_, field) in page) if (field!["format"]?.GetValue<string>() == "uri") field.AsObject().Remove("format");
        }
        return contract.ToJsonString(JsonSerializerOptions.Default);
    }

    private static async Task<bool> Answers(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(System.Net.IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (prism is not null)
        {
            prism.StandardInput.Close();
            await prism.WaitForExitAsync();
            prism.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A test against the contract of a vendor; without npm it says skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ContractFactAttribute : FactAttribute
{
    public ContractFactAttribute([System.Runtime.CompilerServices.CallerFilePath] string? file = null, [System.Runtime.CompilerServices.CallerLineNumber] int line = -1) : base(file, line) => Skip = PrismServer.Missing;
}
