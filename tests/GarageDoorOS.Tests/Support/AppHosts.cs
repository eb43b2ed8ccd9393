using Xunit;

namespace GarageDoorOS.Tests.Support;

/// <summary>The apps of one test class, one for each database it asks for. Tests keep apart by each having its own business.</summary>
public class AppHosts : IAsyncLifetime
{
    private readonly SemaphoreSlim starting = new(1, 1);
    private readonly Dictionary<Provider, AppHost> started = [];
    private readonly List<AppHost> others = [];

    public async Task<AppHost> On(Provider provider)
    {
        await starting.WaitAsync();
        try
        {
            return started.TryGetValue(provider, out var host) ? host : started[provider] = Begun(await AppHost.Start(provider, Settings));
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>What these apps are set up with, beside their database.</summary>
    protected virtual (string Name, string Value)[] Settings => [];

    /// <summary>The web nodes over one database: two on PostgreSQL; SQLite is for one process.</summary>
    public async Task<IReadOnlyList<AppHost>> NodesOn(Provider provider)
    {
        var first = await On(provider);
        if (provider == Provider.Sqlite) return [first];
        lock (others)
        {
            if (others.Count == 0) others.Add(Begun(first.Another(withThisClock: true)));
            return [first, others[0]];
        }
    }

    // Else the first who asks starts it, and two at once start two, of which one is never ended.
    private static AppHost Begun(AppHost host)
    {
        host.StartServer();
        return host;
    }

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var node in others) await node.DisposeAsync();
        foreach (var host in started.Values) await host.DisposeAsync();
        starting.Dispose();
    }
}
