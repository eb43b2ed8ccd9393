using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Messages;

/// <summary>Sends a message that had failed once more, from the first try.</summary>
public sealed class TryMessageAgain(AppDb db, Outbox outbox, IClock clock)
{
    public static async Task<IResult> FromPage(Guid id, TryMessageAgain again, HttpContext context, CancellationToken ct) =>
        (await again.Handle(id, ct)).Match(
            message => Done.Answer(context, $"The message to {message.Recipient} is on its way again.", MessageRoutes.Changed, MessageRoutes.Page),
            problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, TryMessageAgain again, CancellationToken ct) =>
        (await again.Handle(id, ct)).Match(message => Results.Ok(ListMessages.Of(message)), problem => problem.ToJson());

    public Task<Result<OutgoingMessage>> Handle(Guid id, CancellationToken ct) => db.InTransaction<Result<OutgoingMessage>>(async () =>
    {
        if (await outbox.OfBusiness.SingleOrDefaultAsync(m => m.Id == id, ct) is not { } message) return new Problem.NotFound();
        var again = message.TryAgain(clock.GetCurrentInstant());
        if (!again.IsOk) return again;
        if (await db.LeadMessages.SingleOrDefaultAsync(m => m.Id == message.AboutId, ct) is { } toLead) toLead.Requeue();
        await db.SaveChangesAsync(ct);
        return again;
    }, ct);
}
