using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.LeadMessages;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Background;

/// <summary>Looks every second or two whether a message to a lead is due. Each business has its own turn, so that nobody waits for another's mail server.</summary>
internal sealed partial class LeadMessageClock(IServiceScopeFactory scopes, ILogger<LeadMessageClock> log) : BackgroundService
{
    private const int BusinessesAtOnce = 8;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1.5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var turns = new Dictionary<Guid, Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var over in turns.Where(turn => turn.Value.IsCompleted).Select(turn => turn.Key).ToList()) turns.Remove(over);
            try
            {
                foreach (var business in await Due(stoppingToken))
                    if (turns.Count < BusinessesAtOnce && !turns.ContainsKey(business)) turns[business] = Task.Run(() => Try(business, stoppingToken), CancellationToken.None);
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
        await Task.WhenAll(turns.Values); // what is being sent is written down
    }

    private async Task Try(Guid businessId, CancellationToken ct)
    {
        try
        {
            while (await Next(businessId, ct)) { }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The program stops.
        }
        catch (Exception exception)
        {
            LogBroken(exception, businessId);
        }
    }

    private async Task<bool> Next(Guid businessId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await db.Enter(businessId, ct);
        return await scope.ServiceProvider.GetRequiredService<SendLeadMessages>().Handle(ct);
    }

    private async Task<List<Guid>> Due(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OutboxClaims>().BusinessesWithMore(ct);
    }

    [LoggerMessage(LogLevel.Error, "The clock of messages to leads missed a round.")]
    private partial void LogMissed(Exception exception);

    [LoggerMessage(LogLevel.Error, "The messages of business {BusinessId} have to wait a round.")]
    private partial void LogBroken(Exception exception, Guid businessId);
}
