using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using MimeKit;
using Xunit;

namespace GarageDoorOS.Tests.Support;

/// <summary>A real mail server (Debian's aiosmtpd) on a free port of the loopback, which keeps what it took as files. It ends with this process, however that ends.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly string folder;
    private Process? server;

    private MailServer(string folder, int port) => (this.folder, Port) = (folder, port);

    /// <summary>Why the tests with mail cannot run here; null if they can.</summary>
    public static string? Missing { get; } = Program is null ? "aiosmtpd is not installed." : null;

    public int Port { get; }

    /// <summary>The settings that point the app at this server.</summary>
    public (string Name, string Value)[] Settings => [("Smtp:Host", "127.0.0.1"), ("Smtp:Port", Port.ToString()), ("Smtp:From", "office@doors.example"), ("App:PublicUrl", "http://doors.example")];

    /// <summary>A server that is not there yet: its port is free, and nobody answers.</summary>
    public static MailServer Down() => new(Directory.CreateTempSubdirectory("gdo-mail-").FullName, FreePort());

    public static async Task<MailServer> Start()
    {
        var mail = Down();
        await mail.ComeUp();
        return mail;
    }

    public async Task ComeUp()
    {
        var start = new ProcessStartInfo("sh") { RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", """ "$1" -n -l "127.0.0.1:$2" -c aiosmtpd.handlers.Mailbox "$3" & server=$!; read -r _; kill $server """, "sh", Program!, Port.ToString(), Path.Combine(folder, "box")]) start.ArgumentList.Add(argument);
        server = Process.Start(start)!;
        await Eventually.Holds("the mail server answers", async () =>
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }, answers => answers);
    }

    /// <summary>All that it has taken so far.</summary>
    public IReadOnlyList<MimeMessage> Taken()
    {
        var box = Path.Combine(folder, "box", "new");
        return Directory.Exists(box) ? [.. Directory.GetFiles(box).Select(file => MimeMessage.Load(file))] : [];
    }

    public IReadOnlyList<MimeMessage> TakenFor(string recipient) => [.. Taken().Where(mail => mail.To.Mailboxes.Any(to => to.Address == recipient))];

    /// <summary>The first mail to somebody, once it is there.</summary>
    public async Task<MimeMessage> FirstTo(string recipient) =>
        (await Eventually.Holds($"a mail to {recipient} arrives", () => Task.FromResult(TakenFor(recipient)), found => found.Count > 0))[0];

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
            server.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }

    private static string? Program => Installed.Find("aiosmtpd");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The apps of one test class, with a mail server beside them.</summary>
public sealed class AppHostsWithMail : AppHosts
{
    private MailServer? mail;

    public MailServer Mail => mail ?? throw new InvalidOperationException("There is no mail server.");

    protected override (string Name, string Value)[] Settings => mail?.Settings ?? [];

    public override async ValueTask InitializeAsync()
    {
        if (MailServer.Missing is null) mail = await MailServer.Start();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (mail is not null) await mail.DisposeAsync();
    }
}

/// <summary>A theory on both databases that needs a mail server; without one it says skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MailTheoryAttribute : TheoryAttribute
{
    public MailTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : base(file, line) => Skip = MailServer.Missing;
}
