using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GarageDoorOS.Tests.Support;

/// <summary>A mail server on the loopback that asks for a password and says of it what it is told to say; or one that takes a call and says nothing at all.</summary>
public sealed class ToldMailServer : IAsyncDisposable
{
    public const string Welcome = "235 2.7.0 Welcome", Wrong = "535 5.7.8 Wrong user or password";

    private readonly TcpListener listener;
    private readonly CancellationTokenSource end = new();
    private readonly List<string> heard = [];
    private readonly string? toPasswords;
    private readonly Task listening;

    private ToldMailServer(string? toPasswords, IPAddress at)
    {
        this.toPasswords = toPasswords;
        listener = new(at, 0);
        listener.Start();
        listening = Listen();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Every line that came, the mails among them.</summary>
    public IReadOnlyList<string> Heard { get { lock (heard) return [.. heard]; } }

    /// <summary>Who signed in, as user and password.</summary>
    public IReadOnlyList<string> SignedIn => [.. Heard.Where(line => line.StartsWith("AUTH PLAIN ")).Select(line => Encoding.UTF8.GetString(Convert.FromBase64String(line[11..])).Trim('\0').Replace('\0', ' '))];

    public static ToldMailServer Saying(string toPasswords, string at = "127.0.0.1") => new(toPasswords, IPAddress.Parse(at));

    /// <summary>Takes mails, and says nothing once it has one.</summary>
    public static ToldMailServer SilentAfterMails() => new(Welcome, IPAddress.Loopback) { IsSilentAfterMails = true };

    private bool IsSilentAfterMails { get; init; }

    public static ToldMailServer Silent() => new(null, IPAddress.Loopback);

    private async Task Listen()
    {
        var calls = new List<Task>();
        try
        {
            while (true) calls.Add(Answer(await listener.AcceptTcpClientAsync(end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(calls);
        }
    }

    private async Task Answer(TcpClient client)
    {
        using var call = client;
        try
        {
            if (toPasswords is null) await Task.Delay(Timeout.Infinite, end.Token);
            using var reader = new StreamReader(call.GetStream());
            await using var writer = new StreamWriter(call.GetStream()) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 told.example ESMTP");
            for (var isMail = false; await reader.ReadLineAsync(end.Token) is { } line;)
            {
                lock (heard) heard.Add(line);
                if (isMail && line != ".") continue;
                if (isMail && IsSilentAfterMails) await Task.Delay(Timeout.Infinite, end.Token);
                isMail = line == "DATA";
                await writer.WriteLineAsync(line.Split(' ')[0] switch
                {
                    "EHLO" => "250-told.example\r\n250 AUTH PLAIN",
                    "AUTH" => toPasswords,
                    "DATA" => "354 Go on",
                    "QUIT" => "221 Bye",
                    _ => "250 2.0.0 Fine",
                });
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // Whoever called has hung up, or the test is over.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await listening;
        listener.Dispose();
        end.Dispose();
    }
}
