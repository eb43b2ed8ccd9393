using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;

namespace GarageDoorOS.Web.Background;

/// <summary>Writes every few seconds which API keys were used, and once more when the program stops.</summary>
internal sealed partial class KeyUseClock(IServiceScopeFactory scopes, KeysInUse keys, ILogger<KeyUseClock> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Round, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Write();
        }
    }

    private async Task Write()
    {
        if (keys.Take() is not { Count: > 0 } used) return;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AppDb>().Used(used, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogMissed(exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "When API keys were used could not be written down.")]
    private partial void LogMissed(Exception exception);
}
