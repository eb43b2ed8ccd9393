using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Messages;

/// <summary>Throws away what has long been said; what waits or failed stays until somebody decides.</summary>
public sealed class ExpireMessages(AppDb db, IClock clock)
{
    public static readonly Duration Stay = Duration.FromDays(30);

    public Task Handle(CancellationToken ct)
    {
        var old = clock.GetCurrentInstant() - Stay;
        return db.InTransaction(() => db.OutgoingMessages.Where(m => m.CreatedAt < old && (m.State == MessageState.Sent || m.State == MessageState.Nobody || m.State == MessageState.Withdrawn)).ExecuteDeleteAsync(ct), ct);
    }
}
