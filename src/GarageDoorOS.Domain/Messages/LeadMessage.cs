using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Imports;
using NodaTime;

namespace GarageDoorOS.Domain.Messages;

/// <summary>What became of a message to or from a lead. The numbers are stored.</summary>
public enum LeadMessageState { Queued = 0, Sent = 1, Delivered = 2, Failed = 3, Withdrawn = 4, Received = 5 }

/// <summary>A text or a mail between the business and a lead, either way.</summary>
public sealed class LeadMessage : IBusinessRecord, IVersioned
{
    /// <summary>Characters in a text, in a mail, and in a mail's subject.</summary>
    public const int LongestText = 1_600, LongestMail = 20_000, LongestSubject = 200;

    private LeadMessage() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public Guid LeadId { get; private set; }
    public MessageChannel Channel { get; private set; }

    /// <summary>The lead's number in E.164 or e-mail, whichever way it went.</summary>
    public string Address { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public string Text { get; private set; } = "";
    public LeadMessageState State { get; private set; }

    /// <summary>Why it did not go out, or did not arrive, in words.</summary>
    public string? Error { get; private set; }

    /// <summary>What the vendor calls it.</summary>
    public string? VendorId { get; private set; }

    /// <summary>The way through a cadence that wrote it by itself; null where a person did, or the lead.</summary>
    public Guid? EnrolmentId { get; private set; }

    /// <summary>Who wrote it; null where the lead did.</summary>
    public ActorIdentity? By { get; private set; }
    public Instant At { get; private set; }
    public int Version { get; private set; } = 1;

    public bool IsInbound => State == LeadMessageState.Received;

    public static LeadMessage To(Guid businessId, Guid leadId, MessageChannel channel, string address, string subject, string text, Guid? enrolmentId, Actor by, Instant now) => new()
    {
        BusinessId = businessId,
        Id = Guid.CreateVersion7(),
        LeadId = leadId,
        Channel = channel,
        Address = address,
        Subject = subject,
        Text = text,
        EnrolmentId = enrolmentId,
        By = ActorIdentity.Of(by),
        At = now,
    };

    public static LeadMessage From(Guid businessId, Guid leadId, InboundMessage message, string address, Instant now) => new()
    {
        BusinessId = businessId,
        Id = Guid.CreateVersion7(),
        LeadId = leadId,
        Channel = message.Channel,
        Address = address,
        Subject = PlainText.Cut(message.Subject ?? "", LongestSubject),
        Text = PlainText.Cut(message.Text, LongestMail),
        State = LeadMessageState.Received,
        VendorId = message.VendorId,
        At = now,
    };

    /// <summary>The vendor has taken it over.</summary>
    public void Sent(string? vendorId)
    {
        if (State is LeadMessageState.Delivered) return; // the news of it was quicker
        (State, Error, VendorId) = (LeadMessageState.Sent, null, vendorId);
        Version++;
    }

    /// <summary>It waits to be sent once more.</summary>
    public void Requeue()
    {
        (State, Error) = (LeadMessageState.Queued, null);
        Version++;
    }

    public void Failed(string why)
    {
        (State, Error) = (LeadMessageState.Failed, why);
        Version++;
    }

    /// <summary>It is not to go out any more; false where it is out already.</summary>
    public bool Withdraw(string why)
    {
        if (State != LeadMessageState.Queued) return false;
        (State, Error) = (LeadMessageState.Withdrawn, why);
        Version++;
        return true;
    }

    /// <summary>What the vendor says became of it; false where that is no news: it comes late, twice, and in any order.</summary>
    public bool Hear(DeliveryNews news)
    {
        if (IsInbound || State is LeadMessageState.Delivered || (State == LeadMessageState.Failed && news.State != DeliveryState.Delivered)) return false;
        if (news.State == DeliveryState.Sent && State == LeadMessageState.Sent) return false;
        (State, Error) = news.State switch
        {
            DeliveryState.Delivered => (LeadMessageState.Delivered, null),
            DeliveryState.Undelivered => (LeadMessageState.Failed, news.Error ?? "It was not delivered."),
            _ => (LeadMessageState.Sent, (string?)null),
        };
        VendorId ??= news.VendorId.OrNull();
        Version++;
        return true;
    }
}
