using NodaTime;

namespace GarageDoorOS.Domain.Businesses;

/// <summary>What a notice tells of: leads that were given to somebody; a lead of theirs that wrote, or that called and nobody took it.</summary>
public enum NoticeKind { Given = 0, Wrote = 1, MissedCall = 2 }

public static class NoticeWords
{
    /// <summary>As the API says it.</summary>
    public static string Word(this NoticeKind kind) => kind switch
    {
        NoticeKind.Given => "given",
        NoticeKind.Wrote => "wrote",
        NoticeKind.MissedCall => "missed_call",
    };
}

/// <summary>Tells a team member that leads were given to them, one lead by its id or many at once by their number, or that a lead of theirs waits for a word.</summary>
public sealed class Notice : IBusinessRecord
{
    private Notice() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public Guid MemberId { get; private set; }
    public NoticeKind Kind { get; private set; }

    /// <summary>The lead, or the first of several.</summary>
    public Guid LeadId { get; private set; }

    /// <summary>How many leads were given in one go.</summary>
    public int Leads { get; private set; }

    /// <summary>Who gave them, or what the lead was called then.</summary>
    public string By { get; private set; } = "";
    public Instant At { get; private set; }
    public Instant? SeenAt { get; private set; }

    /// <summary>The mail that tells of it too, if one does.</summary>
    public Guid? MessageId { get; private set; }

    public static Notice Assigned(Guid businessId, Guid memberId, Guid leadId, int leads, string by, Instant now) =>
        new() { BusinessId = businessId, Id = Guid.CreateVersion7(), MemberId = memberId, LeadId = leadId, Leads = leads, By = by, At = now };

    /// <summary>A lead of this member waits for a word.</summary>
    public static Notice Waits(Guid memberId, Leads.Lead lead, NoticeKind kind, Instant now) =>
        new() { BusinessId = lead.BusinessId, Id = Guid.CreateVersion7(), MemberId = memberId, Kind = kind, LeadId = lead.Id, Leads = 1, By = lead.Title, At = now };

    /// <summary>More leads of the same giver: still one notice.</summary>
    public void TakeIn(int leads) => Leads += leads;

    public void GoBy(Guid? messageId) => MessageId = messageId;
}
