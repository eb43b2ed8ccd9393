using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Imports;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Background;

/// <summary>Lets waiting lists in: at once when the bell rings, and every few seconds those that another process has left.</summary>
internal sealed partial class ImportClock(IServiceScopeFactory scopes, ImportBell bell, ILogger<ImportClock> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        Guid? rung = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var business in rung is { } one ? [one] : await Businesses(stoppingToken))
                    while (await Next(business, stoppingToken)) { }
                rung = await bell.Heard(Round, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                // The program stops, or another worker was quicker.
            }
            catch (Exception exception)
            {
                LogMissed(exception);
                await Task.Delay(Round, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> Next(Guid businessId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await db.Enter(await db.Businesses.AsNoTracking().SingleAsync(business => business.Id == businessId, ct), ct);
        return await scope.ServiceProvider.GetRequiredService<RunImport>().Handle(ct);
    }

    private async Task<List<Guid>> Businesses(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Businesses.Select(business => business.Id).ToListAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "The import clock missed a round.")]
    private partial void LogMissed(Exception exception);
}
