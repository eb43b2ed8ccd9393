using NodaTime;

namespace GarageDoorOS.Domain.Businesses;

/// <summary>A place in the team that somebody was offered: open until it is accepted, taken back or over. Only a hash of its secret is kept.</summary>
public sealed class Invitation : IBusinessRecord
{
    private static readonly Duration Holds = Duration.FromDays(7);

    private Invitation() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>Normalised: only this person may accept.</summary>
    public string Email { get; private set; } = "";
    public string Role { get; private set; } = "";

    /// <summary>SHA-256 of the secret in the link, in hexadecimal.</summary>
    public string Hash { get; private set; } = "";
    public string InvitedBy { get; private set; } = "";
    public Instant CreatedAt { get; private set; }
    public Instant ExpiresAt { get; private set; }
    public Instant? AcceptedAt { get; private set; }
    public Instant? RevokedAt { get; private set; }

    /// <summary>The mail that carries it; null where the inviter passes the link on.</summary>
    public Guid? MessageId { get; private set; }

    public static Invitation Offer(Guid businessId, string email, string role, string hash, string invitedBy, Instant now) => new()
    {
        BusinessId = businessId,
        Id = Guid.CreateVersion7(),
        Email = email,
        Role = role,
        Hash = hash,
        InvitedBy = invitedBy,
        CreatedAt = now,
        ExpiresAt = now + Holds,
    };

    public bool IsOpen(Instant now) => AcceptedAt is null && RevokedAt is null && ExpiresAt > now;

    /// <summary>Makes the links given so far worthless, and this one good for a week.</summary>
    public void Renew(string hash, Instant now) => (Hash, ExpiresAt, MessageId) = (hash, now + Holds, null);

    public void GoBy(Guid? messageId) => MessageId = messageId;

    public void Accept(Instant now) => AcceptedAt = now;

    public void Revoke(Instant now) => RevokedAt ??= now;
}
