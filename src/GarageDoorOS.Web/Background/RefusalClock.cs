using GarageDoorOS.Web.Data.Audit;

namespace GarageDoorOS.Web.Background;

/// <summary>Writes every minute what was refused, and once more when the program stops.</summary>
internal sealed partial class RefusalClock(AuditDoor door, ILogger<RefusalClock> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

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
        try
        {
            await door.WriteRefused(CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogMissed(exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "What was refused could not be written down.")]
    private partial void LogMissed(Exception exception);
}
