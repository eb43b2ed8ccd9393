using System.Collections.Concurrent;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Calls;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Background;

/// <summary>Looks twice a second after the calls that are going on, each in a turn of its own, so that nobody's phone waits for another's vendor.</summary>
internal sealed partial class CallClock(IServiceScopeFactory scopes, ILogger<CallClock> log) : BackgroundService
{
    private const int AtOnce = 32;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(0.5);

    private readonly ConcurrentDictionary<Guid, Task> turns = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var business in await Businesses(stoppingToken)) await Begin(business, stoppingToken);
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
        await Task.WhenAll(turns.Values); // what is being placed is written down
    }

    private async Task<List<Guid>> Businesses(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Businesses.Where(business => business.HasLiveCalls).OrderBy(business => business.Number).Select(business => business.Id).ToListAsync(ct);
    }

    private async Task Begin(Guid businessId, CancellationToken ct)
    {
        await using var scope = await Enter(businessId, ct);
        var calls = await scope.ServiceProvider.GetRequiredService<WorkCall>().Due(ct);
        if (calls.Count == 0) await scope.ServiceProvider.GetRequiredService<CallDesk>().Rest(ct);
        foreach (var call in calls.Where(call => turns.Count < AtOnce && !turns.ContainsKey(call))) turns[call] = Task.Run(() => Try(businessId, call, ct), CancellationToken.None);
    }

    private async Task Try(Guid businessId, Guid call, CancellationToken ct)
    {
        try
        {
            TimeSpan pause;
            await using (var scope = await Enter(businessId, ct)) pause = await scope.ServiceProvider.GetRequiredService<WorkCall>().Handle(call, ct);
            await Task.Delay(pause, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The program stops.
        }
        catch (Exception exception)
        {
            LogBroken(exception, call);
        }
        finally
        {
            turns.TryRemove(call, out _);
        }
    }

    private async Task<AsyncServiceScope> Enter(Guid businessId, CancellationToken ct)
    {
        var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await db.Enter(businessId, ct);
        return scope;
    }

    [LoggerMessage(LogLevel.Error, "The clock of calls missed a round.")]
    private partial void LogMissed(Exception exception);

    [LoggerMessage(LogLevel.Error, "Call {CallId} has to wait a round.")]
    private partial void LogBroken(Exception exception, Guid callId);
}
