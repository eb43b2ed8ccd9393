using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Imports;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Background;

/// <summary>Lets waiting lists in and takes undone ones back, one of each business in turn: at once when the bell rings, and every few seconds those that another process has left.</summary>
internal sealed partial class ImportClock(IServiceScopeFactory scopes, ImportBell bell, IClock clock, ILogger<ImportClock> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);
    private static readonly Duration TidyEvery = Duration.FromHours(1);

    private readonly Dictionary<Guid, Instant> tidy = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        Guid? rung = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var worked = false;
                foreach (var business in rung is { } one ? [one] : await Businesses(stoppingToken))
                    worked |= await Try(business, stoppingToken);
                rung = await bell.Heard(worked ? TimeSpan.Zero : Round, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                // The program stops.
            }
            catch (Exception exception)
            {
                LogMissed(exception);
                rung = null;
                await Task.Delay(Round, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>What breaks for one business is not the others' loss.</summary>
    private async Task<bool> Try(Guid businessId, CancellationToken ct)
    {
        try
        {
            return await Next(businessId, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogBroken(exception, businessId);
            return false;
        }
    }

    private async Task<bool> Next(Guid businessId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await db.Enter(businessId, ct);
        var now = clock.GetCurrentInstant();
        if (now - tidy.GetValueOrDefault(businessId) > TidyEvery)
        {
            await scope.ServiceProvider.GetRequiredService<ExpireImports>().Handle(ct);
            tidy[businessId] = now;
        }

        // What writes the leads takes long to make, and nearly always nothing waits.
        return await scope.ServiceProvider.GetRequiredService<WaitingImports>().Any(ct)
            && (await scope.ServiceProvider.GetRequiredService<RunImport>().Handle(ct) || await scope.ServiceProvider.GetRequiredService<TakeBackImport>().Handle(ct));
    }

    private async Task<List<Guid>> Businesses(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Businesses.OrderBy(business => business.Number).Select(business => business.Id).ToListAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "The import clock missed a round.")]
    private partial void LogMissed(Exception exception);

    [LoggerMessage(LogLevel.Error, "The lists of business {BusinessId} have to wait a round.")]
    private partial void LogBroken(Exception exception, Guid businessId);
}
