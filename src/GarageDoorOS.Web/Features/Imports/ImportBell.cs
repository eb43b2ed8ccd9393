using System.Threading.Channels;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Wakes the clock at once when a list has come in by this process; others are found when the clock looks round.</summary>
public sealed class ImportBell
{
    private readonly Channel<Guid> rung = Channel.CreateUnbounded<Guid>();

    public void Ring(Guid businessId) => rung.Writer.TryWrite(businessId);

    /// <summary>Rings when the answer has gone out, and with it whatever transaction it was part of.</summary>
    public void RingAfter(HttpContext context, Guid businessId) => context.Response.OnCompleted(() =>
    {
        Ring(businessId);
        return Task.CompletedTask;
    });

    /// <summary>The business that rang first; null when none did for this long.</summary>
    public async Task<Guid?> Heard(TimeSpan wait, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(wait);
        try
        {
            return await rung.Reader.ReadAsync(end.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }
}
