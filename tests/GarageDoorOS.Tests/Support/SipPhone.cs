using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Xunit;

namespace GarageDoorOS.Tests.Support;

/// <summary>A telephone that speaks SIP (Debian's sipp) on a free port of the loopback: it rings once it is invited, is picked up, and writes down each message. It ends with this process, however that ends.</summary>
public sealed class SipPhone : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gdo-sip-").FullName;
    private Process? phone;

    /// <summary>Why the tests with telephones cannot run here; null if they can.</summary>
    public static string? Missing { get; } = Program is null ? "sipp is not installed." : null;

    public int Port { get; } = FreePort();

    public static SipPhone Plug()
    {
        var plugged = new SipPhone();
        plugged.phone = Sipp(plugged.folder, "-sn", "uas", "-i", "127.0.0.1", "-p", $"{plugged.Port}");
        return plugged;
    }

    /// <summary>Who was asked for by each call that rang here.</summary>
    public IReadOnlyList<string> Rang() => [.. Said(folder).Where(line => line.StartsWith("INVITE sip:", StringComparison.Ordinal)).Select(line => line["INVITE sip:".Length..line.IndexOf('@')])];

    /// <summary>Whether each side has hung up what was picked up.</summary>
    public bool IsOver() => Said(folder).Any(line => line.StartsWith("BYE ", StringComparison.Ordinal));

    /// <summary>Rings this phone for a number, and talks for a while once it is picked up; tells how that goes: 180 it rings, 200 it was picked up.</summary>
    public async Task Invite(string number, TimeSpan talk, Action rings, Action isUp)
    {
        var at = Directory.CreateTempSubdirectory("gdo-sip-").FullName;
        try
        {
            using var line = Sipp(at, "-sn", "uac", $"127.0.0.1:{Port}", "-i", "127.0.0.1", "-s", number, "-m", "1", "-d", $"{talk.TotalMilliseconds:0}");
            var (over, hasRung, wasTaken) = (line.WaitForExitAsync(), false, false);
            do
            {
                var said = Said(at);
                if (!hasRung && (hasRung = said.Any(each => each.StartsWith("SIP/2.0 180", StringComparison.Ordinal)))) rings();
                if (!wasTaken && (wasTaken = said.Any(each => each.StartsWith("SIP/2.0 200", StringComparison.Ordinal)))) isUp();
            }
            while (await Task.WhenAny(over, Task.Delay(100)) != over);
        }
        finally
        {
            Directory.Delete(at, recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (phone is not null)
        {
            phone.StandardInput.Close();
            await phone.WaitForExitAsync();
            phone.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }

    private static Process Sipp(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in (string[])["-c", """ exec 3<&0; "$@" > out 2>&1 & line=$!; (read -r _ <&3; kill $line 2> gone) & wait $line """, "sh", Program!, .. arguments, "-nostdin", "-trace_msg", "-message_file", "said"]) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static string[] Said(string folder)
    {
        var file = Path.Combine(folder, "said");
        if (!File.Exists(file)) return [];
        using var said = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return said.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries);
    }

    private static string? Program => Installed.Find("sipp");

    private static int FreePort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }
}

/// <summary>A test with telephones; without sipp it says skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SipFactAttribute : FactAttribute
{
    public SipFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : base(file, line) => Skip = SipPhone.Missing;
}
