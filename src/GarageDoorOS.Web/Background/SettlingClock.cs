using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Live;
using GarageDoorOS.Web.Features.Settings;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Background;

/// <summary>Looks round every few seconds, business by business, whether leads still say a source or lost reason in an older way.</summary>
internal sealed partial class SettlingClock(IServiceScopeFactory scopes, LiveSignals signals, IClock clock, ILogger<SettlingClock> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    private readonly Rests rests = new(signals, clock, Duration.FromMinutes(1));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var business in await Businesses(stoppingToken)) await Next(business, stoppingToken);
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

    private async Task Next(Guid businessId, CancellationToken ct)
    {
        if (!rests.IsDue(businessId, out var saves)) return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await db.Enter(businessId, ct);
        await scope.ServiceProvider.GetRequiredService<SettleLeads>().Handle(ct);
        rests.Begin(businessId, saves);
    }

    private async Task<List<Guid>> Businesses(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Businesses.OrderBy(business => business.Number).Select(business => business.Id).ToListAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "The settling clock missed a round.")]
    private partial void LogMissed(Exception exception);
}
