using GarageDoorOS.Web.Data.Live;

namespace GarageDoorOS.Web.Background;

/// <summary>The heartbeat of all pages that listen: one clock for all of them.</summary>
internal sealed class LiveClock(LiveSignals signals) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Round, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            signals.Beat();
        }
    }
}
