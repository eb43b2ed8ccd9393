using Npgsql;

namespace GarageDoorOS.Web.Data.Live;

/// <summary>
/// Carries signals between the web nodes over one PostgreSQL, on two connections of its own. A NOTIFY within a save would make all commits of the cluster wait for one
/// another; so each node gathers what it saved for a moment and says it in one go, afterwards.
/// </summary>
internal sealed partial class NodeLink(LiveSignals signals, IConfiguration configuration, ILogger<NodeLink> log) : BackgroundService
{
    private const string Wire = "gdo_live";
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(200), Soon = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(30);

    private readonly string me = Guid.CreateVersion7().ToString("N");
    private TimeSpan pause = Soon;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        signals.IsOneOfSeveral(); // before anything can be saved
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Link(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogLost(exception, pause);
            }
            catch (Exception)
            {
                // The program stops.
            }
            signals.Close();
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < Longest ? pause * 2 : Longest;
        }
    }

    private async Task Link(CancellationToken ct)
    {
        await using var ear = await Connect(ct);
        await using var mouth = await Connect(ct);
        ear.Notification += (_, heard) => Hear(heard.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Wire}", ear)) await listen.ExecuteNonQueryAsync(ct);
        await Say(mouth, [$"{me} {Guid.Empty:N} 0"]); // heard by oneself, it shows that the way is open: some poolers swallow it
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task hears = Hear(ear, both.Token), speaks = Speak(mouth, both.Token);
        await Task.WhenAny(hears, speaks);
        await both.CancelAsync();
        await Task.WhenAll(hears, speaks);
    }

    private async Task<NpgsqlConnection> Connect(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("App")) { Pooling = false, KeepAlive = 20, CommandTimeout = 5 }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task Hear(NpgsqlConnection ear, CancellationToken ct)
    {
        while (true) await ear.WaitAsync(ct);
    }

    // Also once more when the program stops: others have not heard of its last saves.
    private async Task Speak(NpgsqlConnection mouth, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await signals.News(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Together, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var taken = signals.Take();
            try
            {
                await Say(mouth, [.. taken.Select(one => $"{me} {one.Key:N} {(int)one.Value}")]);
            }
            catch
            {
                signals.PutBack(taken);
                throw;
            }
        }
    }

    private static async Task Say(NpgsqlConnection mouth, string[] words)
    {
        if (words.Length == 0) return;
        await using var say = new NpgsqlCommand("SELECT pg_notify($1, said) FROM unnest($2) said", mouth) { Parameters = { new() { Value = Wire }, new() { Value = words } } };
        await say.ExecuteNonQueryAsync();
    }

    private void Hear(string said)
    {
        if (said.Split(' ') is not [var node, var business, var word] || !Guid.TryParse(business, out var id) || !int.TryParse(word, out var kinds)) return;
        if (node != me)
        {
            if (id != Guid.Empty) signals.Deliver(id, (LiveKinds)kinds & LiveKinds.All);
        }
        else if (id == Guid.Empty)
        {
            pause = Soon;
            signals.Open();
        }
    }

    [LoggerMessage(LogLevel.Warning, "This node hears nothing of what others save; it tries again in {Pause}.")]
    private partial void LogLost(Exception exception, TimeSpan pause);
}
