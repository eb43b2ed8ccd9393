using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>Writes down what a vendor says became of a message. News of none of ours, and what is known already, changes nothing.</summary>
public sealed class TakeDelivery(AppDb db, IClock clock)
{
    public Task Handle(DeliveryNews news, CancellationToken ct) => db.InTransaction(async () =>
    {
        var found = await db.LeadMessages.AsNoTracking().Where(m => m.Channel == news.Channel && (m.Id == news.MessageId || m.VendorId == news.VendorId)).OrderBy(m => m.Id).FirstOrDefaultAsync(ct);
        if (found is null) return;
        var lead = await db.Held<Lead>(found.LeadId).SingleAsync(ct);
        var message = await db.Held<LeadMessage>(found.Id).SingleAsync(ct);
        if (!message.Hear(news)) return;
        if (message.State == LeadMessageState.Failed) db.Note(lead, Actor.System, ActivityKinds.MessageFailed, clock.GetCurrentInstant(), [new(MessageText.Field, message.Channel.ToString(), message.Error)]);
        await db.SaveChangesAsync(ct);
    }, ct);
}
