using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui.Records;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>Writes to a lead that is held: the message, its way out, and the line of its story, saved by whoever calls.</summary>
public sealed class LeadPost(AppDb db, Outbox outbox, SendingGate gate)
{
    /// <summary>By a person: whoever wants no more is not written to, at whatever hour it is.</summary>
    public async Task<Result<LeadMessage>> Write(Lead lead, MessageDraft draft, FormErrors errors, Actor by, Instant now, CancellationToken ct)
    {
        var addresses = lead.AddressesFor(draft.Channel).ToList();
        foreach (var (field, says) in draft.Wrong(addresses)) if (!errors.Has(field)) errors.Add(field, says);
        if (errors.Any) return errors.ToProblem();
        var isText = draft.Channel == MessageChannel.Text;
        if (!await db.CanWriteBy(draft.Channel, ct))
            return isText ? new Problem.Conflict("sms_account_missing", "Texts to leads are not set up.") : new Problem.Conflict("mail_account_missing", "E-mail to leads is not set up.");
        if (await gate.Ask(lead, draft.Channel, draft.To(addresses)!, now, ct) is Verdict.No { IsTheirWish: true } no) return new Problem.Conflict("opted_out", no.Why);
        return Send(lead, LeadMessage.To(lead.BusinessId, lead.Id, draft.Channel, draft.To(addresses)!, draft.Subject, draft.Text, enrolmentId: null, by, now), by, now);
    }

    /// <summary>By a cadence: whether it may go is asked by whoever calls.</summary>
    public LeadMessage Send(Lead lead, LeadMessage message, Actor by, Instant now)
    {
        outbox.AddToLead(message);
        db.Note(lead, by, ActivityKinds.MessageSent, now, [new(MessageText.Field, message.Channel.ToString(), message.Text)]);
        return message;
    }
}
