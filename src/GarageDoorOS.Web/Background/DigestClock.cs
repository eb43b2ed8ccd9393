using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Digests;
using NodaTime;

namespace GarageDoorOS.Web.Background;

/// <summary>Looks twice a minute whose day is to be written, and writes one after the other.</summary>
internal sealed partial class DigestClock(IServiceScopeFactory scopes, IClock clock, ILogger<DigestClock> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var place in await Due(stoppingToken)) await Try(place, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogMissed(exception);
            }
            catch (OperationCanceledException)
            {
                // The program stops.
            }
            await Task.Delay(Round, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What breaks for one person is not the others' loss.</summary>
    private async Task Try(DigestPlace place, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AppDb>().Enter(place.Business, ct);
            await scope.ServiceProvider.GetRequiredService<SendDigest>().Handle(place.Member.Id, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogBroken(exception, place.Member.Id);
        }
    }

    private async Task<List<DigestPlace>> Due(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (!scope.ServiceProvider.GetRequiredService<Outbox>().IsOn) return [];
        return await scope.ServiceProvider.GetRequiredService<AppDb>().DigestsDue(clock.GetCurrentInstant(), ct);
    }

    [LoggerMessage(LogLevel.Error, "The digest clock missed a round.")]
    private partial void LogMissed(Exception exception);

    [LoggerMessage(LogLevel.Error, "The day of team member {MemberId} has to wait a round.")]
    private partial void LogBroken(Exception exception, Guid memberId);
}
