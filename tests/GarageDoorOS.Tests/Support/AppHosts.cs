using Xunit;

namespace GarageDoorOS.Tests.Support;

/// <summary>The apps of one test class, one for each database it asks for. Tests keep apart by each having its own business.</summary>
public sealed class AppHosts : IAsyncLifetime
{
    private readonly SemaphoreSlim starting = new(1, 1);
    private readonly Dictionary<Provider, AppHost> started = [];

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

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in started.Values) await host.DisposeAsync();
        starting.Dispose();
    }
}
