using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Seed;

/// <summary>Some of the youngest leads of the demo business were texted and answered. Its account for texts only pretends: nothing leaves this machine.</summary>
internal static class DemoMessages
{
    private const string Number = "+15125550100";

    private static readonly (string Asked, string? Answered)[] Talks =
    [
        ("Hi, this is Lone Oak Garage Doors. Can we come by today between 2 and 4?", "2 works. The car is stuck inside, please hurry"),
        ("Thanks for your request! Could you send us a picture of the spring above the door?", "Will do when I am home tonight"),
        ("We could not reach you by phone. When is a good time to call?", null),
    ];

    public static async Task Add(AppDb db, Actor by, Instant now, CancellationToken ct)
    {
        db.Add(SmsAccount.SetUp(db.BusinessId, new(SmsVendor.Pretend, "", Number), token: null));
        var leads = await db.Leads.AsNoTracking().Where(l => l.DeletedAt == null && l.Status <= LeadStatus.Qualified).OrderByDescending(l => l.CreatedAt).ThenBy(l => l.Id).Take(2 * Talks.Length).ToListAsync(ct);
        foreach (var (lead, (asked, answered)) in leads.Where(l => l.AddressFor(MessageChannel.Text) is not null).Zip(Talks))
        {
            var (number, at) = (lead.AddressFor(MessageChannel.Text)!, Instant.Min(now, lead.CreatedAt + Duration.FromMinutes(9)));
            var message = LeadMessage.To(db.BusinessId, lead.Id, MessageChannel.Text, number, "", asked, enrolmentId: null, by, at);
            message.Sent(null);
            message.Hear(new(MessageChannel.Text, message.Id, "", DeliveryState.Delivered, null));
            db.Add(message);
            db.Note(lead, by, ActivityKinds.MessageSent, at, [new(MessageText.Field, nameof(MessageChannel.Text), asked)]);
            if (answered is null) continue;
            var later = Instant.Min(now, at + Duration.FromMinutes(11));
            db.Add(LeadMessage.From(db.BusinessId, lead.Id, new(MessageChannel.Text, $"SM{lead.Id:N}", number, Number, null, answered, []), number, later));
            db.Note(lead, Actor.System with { Name = lead.Title }, ActivityKinds.MessageReceived, later, [new(MessageText.Field, nameof(MessageChannel.Text), answered)]);
        }
        await db.SaveChangesAsync(ct);
    }
}
