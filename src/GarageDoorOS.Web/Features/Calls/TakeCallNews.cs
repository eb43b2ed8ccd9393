using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>Takes what a vendor says of a call, by its hook or when asked: late, twice, and in any order.</summary>
public sealed class TakeCallNews(AppDb db, IClock clock)
{
    /// <summary>False where there is no such call in this business.</summary>
    public Task<bool> Handle(Guid id, CallNews news, CancellationToken ct) => Change(id, call => call.Hear(news, clock.GetCurrentInstant()), ct);

    /// <summary>The vendor has taken it.</summary>
    public Task<bool> Placed(Guid id, string vendorId, CancellationToken ct) => Change(id, call => call.Placed(vendorId), ct);

    private async Task<bool> Change(Guid id, Action<Call> change, CancellationToken ct)
    {
        var found = await db.InTransaction(async () =>
        {
            if (await db.Held<Call>(id).SingleOrDefaultAsync(ct) is not { } call) return false;
            change(call);
            await db.SaveChangesAsync(ct);
            return true;
        }, ct);
        db.ChangeTracker.Clear();
        return found;
    }
}
