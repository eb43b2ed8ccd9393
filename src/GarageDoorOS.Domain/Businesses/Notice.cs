using NodaTime;

namespace GarageDoorOS.Domain.Businesses;

/// <summary>Tells a team member that leads were given to them: one lead by its id, or many at once by their number.</summary>
public sealed class Notice : IBusinessRecord
{
    private Notice() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public Guid MemberId { get; private set; }

    /// <summary>The lead, or the first of several.</summary>
    public Guid LeadId { get; private set; }

    /// <summary>How many leads were given in one go.</summary>
    public int Leads { get; private set; }
    public string By { get; private set; } = "";
    public Instant At { get; private set; }
    public Instant? SeenAt { get; private set; }

    /// <summary>The mail that tells of it too, if one does.</summary>
    public Guid? MessageId { get; private set; }

    public static Notice Assigned(Guid businessId, Guid memberId, Guid leadId, int leads, string by, Instant now) =>
        new() { BusinessId = businessId, Id = Guid.CreateVersion7(), MemberId = memberId, LeadId = leadId, Leads = leads, By = by, At = now };

    /// <summary>More leads of the same giver: still one notice.</summary>
    public void TakeIn(int leads) => Leads += leads;

    public void GoBy(Guid? messageId) => MessageId = messageId;
}
