using GarageDoorOS.Web.Features.Messages;
using NodaTime;

namespace GarageDoorOS.Web.Background;

/// <summary>Looks every second or two whether a message is due.</summary>
internal sealed partial class OutboxClock(IServiceScopeFactory scopes, IClock clock, ILogger<OutboxClock> log) : BackgroundService
{
    private static readonly Duration TidyEvery = Duration.FromHours(1);
    private Instant tidied;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1.5), AfterTrouble = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Round;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (clock.GetCurrentInstant() is var now && now - tidied > TidyEvery)
                {
                    await scope.ServiceProvider.GetRequiredService<ExpireMessages>().Handle(stoppingToken);
                    tidied = now;
                }
                if (await scope.ServiceProvider.GetRequiredService<SendMessages>().Handle(stoppingToken)) continue;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogMissed(exception);
                pause = AfterTrouble;
            }
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "The outbox missed a round.")]
    private partial void LogMissed(Exception exception);
}
