using Xunit;

namespace GarageDoorOS.Tests.Support;

/// <summary>The apps of one test class, one for each database it asks for. Tests keep apart by each having its own business.</summary>
public sealed class AppHosts : IAsyncLifetime
{
    private readonly SemaphoreSlim starting = new(1, 1);
    private readonly Dictionary<Provider, AppHost> started = [];
    private readonly List<AppHost> others = [];

    public async Task<AppHost> On(Provider provider)
    {
        await starting.WaitAsync();
        try
        {
            return started.TryGetValue(provider, out var host) ? host : started[provider] = await AppHost.Start(provider);
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>The web nodes over one database: two on PostgreSQL; SQLite is for one process.</summary>
    public async Task<IReadOnlyList<AppHost>> NodesOn(Provider provider)
    {
        var first = await On(provider);
        if (provider == Provider.Sqlite) return [first];
        lock (others)
        {
            if (others.Count == 0) others.Add(first.Another());
            return [first, others[0]];
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var node in others) await node.DisposeAsync();
        foreach (var host in started.Values) await host.DisposeAsync();
        starting.Dispose();
    }
}
