using NodaTime;

namespace GarageDoorOS.Domain.Messages;

/// <summary>A message on its way out: saved in the transaction of its cause, then sent by whichever node claims it first.</summary>
public sealed class OutgoingMessage
{
    /// <summary>Waits after each try that failed, from seconds to hours: a mail server that is down for half a day loses nothing.</summary>
    private static readonly Duration[] Pauses =
    [
        Duration.FromSeconds(30), Duration.FromMinutes(2), Duration.FromMinutes(10), Duration.FromHours(1), Duration.FromHours(3), Duration.FromHours(8),
    ];

    private OutgoingMessage() { }

    public Guid Id { get; private set; }

    /// <summary>The business that it is about; null where it is about a person alone, such as a forgotten password.</summary>
    public Guid? BusinessId { get; private set; }
    public MessageKind Kind { get; private set; }
    public string Recipient { get; private set; } = "";
    public string Subject { get; private set; } = "";

    /// <summary>The text, encrypted, for it may hold a link that opens a door; empty once it is sent.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Whom or what it is about: a message to the same about the same may still be added to until it is claimed.</summary>
    public Guid? AboutId { get; private set; }
    public MessageState State { get; private set; }
    public Instant CreatedAt { get; private set; }
    public Instant DueAt { get; private set; }
    public int Attempts { get; private set; }

    /// <summary>The claim of the node that sends it now, and until when that node may be taken for alive.</summary>
    public Guid? ClaimedBy { get; private set; }
    public Instant? LockedUntil { get; private set; }
    public Instant? SentAt { get; private set; }

    /// <summary>Why the last try failed, as the mail server said it.</summary>
    public string? LastError { get; private set; }

    public static OutgoingMessage Write(Guid? businessId, MessageKind kind, string recipient, string subject, string body, Guid? aboutId, Instant now, Duration rest) => new()
    {
        Id = Guid.CreateVersion7(),
        BusinessId = businessId,
        Kind = kind,
        Recipient = recipient,
        Subject = subject,
        Body = body,
        AboutId = aboutId,
        CreatedAt = now,
        DueAt = now + rest,
    };

    /// <summary>Says more than it said, while nobody has begun to send it.</summary>
    public void Rewrite(string subject, string body) => (Subject, Body) = (subject, body);

    public void IsForNobody() => State = MessageState.Nobody;

    public void Sent(Instant now) => (State, SentAt, Body, LastError, ClaimedBy, LockedUntil) = (MessageState.Sent, now, "", null, null, null);

    /// <summary>Waits for another try, at least <paramref name="notBefore"/>, or gives up where there were enough or where the server will <paramref name="never"/> take it.</summary>
    public void Missed(string why, bool never, Instant now, Duration? notBefore = null)
    {
        (LastError, ClaimedBy, LockedUntil) = (why, null, null);
        if (never || Attempts > Pauses.Length) State = MessageState.Failed;
        else DueAt = now + Duration.Max(Pauses[Math.Max(0, Attempts - 1)], notBefore ?? Duration.Zero);
    }

    /// <summary>It may not go out now, which is nobody's failure: the try does not count.</summary>
    public void Postpone(Instant until) => (DueAt, Attempts, ClaimedBy, LockedUntil) = (until, Math.Max(0, Attempts - 1), null, null);

    /// <summary>It is not to go out any more.</summary>
    public void Withdraw(string why) => (State, LastError, ClaimedBy, LockedUntil) = (MessageState.Withdrawn, why, null, null);

    /// <summary>Somebody saw that it failed and wants it sent after all.</summary>
    public Result<OutgoingMessage> TryAgain(Instant now)
    {
        if (State != MessageState.Failed) return new Problem.Conflict("not_failed", State switch { MessageState.Sent => "It has been sent.", MessageState.Withdrawn => "It is not wanted any more.", _ => "It is still on its way." });
        (State, Attempts, DueAt) = (MessageState.Waiting, 0, now);
        return this;
    }
}

/// <summary>What a message is for.</summary>
public enum MessageKind { Invitation = 0, NewPassword = 1, Assignment = 2, LeadText = 3, LeadMail = 4, Digest = 5 }

/// <summary>
/// Waiting includes being sent at this moment. Nobody is never sent: it stands for a mail to somebody whom nobody knows, so that a door takes as long for both.
/// Withdrawn is not sent any more, as it is not wanted any more.
/// </summary>
public enum MessageState { Waiting = 0, Sent = 1, Failed = 2, Nobody = 3, Withdrawn = 4 }
