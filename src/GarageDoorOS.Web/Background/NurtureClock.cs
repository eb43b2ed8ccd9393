using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Live;
using GarageDoorOS.Web.Features.Nurture;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Background;

/// <summary>Moves cadences on every few seconds, business by business, where nurturing is on.</summary>
internal sealed partial class NurtureClock(IServiceScopeFactory scopes, LiveSignals signals, IClock clock, ILogger<NurtureClock> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>A step that comes due by the clock alone is seen so late at most.</summary>
    private readonly Rests rests = new(signals, clock, Duration.FromSeconds(10));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var business in await Businesses(stoppingToken)) await Try(business, stoppingToken);
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

    /// <summary>What breaks for one business is not the others' loss.</summary>
    private async Task Try(Guid businessId, CancellationToken ct)
    {
        try
        {
            if (!rests.IsDue(businessId, out var saves)) return;
            while (await Next(businessId, ct)) { }
            rests.Begin(businessId, saves);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogBroken(exception, businessId);
        }
    }

    private async Task<bool> Next(Guid businessId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await db.Enter(businessId, ct);
        await scope.ServiceProvider.GetRequiredService<SettleCadences>().Handle(ct);
        var isMore = await scope.ServiceProvider.GetRequiredService<BeginCadences>().Handle(ct);
        isMore |= await scope.ServiceProvider.GetRequiredService<SendSteps>().Handle(ct);
        return await scope.ServiceProvider.GetRequiredService<CloseQuietLeads>().Handle(ct) || isMore;
    }

    private async Task<List<Guid>> Businesses(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Businesses.Where(business => business.IsNurturing).OrderBy(business => business.Number).Select(business => business.Id).ToListAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "The nurture clock missed a round.")]
    private partial void LogMissed(Exception exception);

    [LoggerMessage(LogLevel.Error, "The cadences of business {BusinessId} have to wait a round.")]
    private partial void LogBroken(Exception exception, Guid businessId);
}
