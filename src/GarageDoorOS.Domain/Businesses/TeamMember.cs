using NodaTime;

namespace GarageDoorOS.Domain.Businesses;

/// <summary>A user's place in one business: role, active or not. Leads are assigned to team members.</summary>
public sealed class TeamMember : IBusinessRecord, IVersioned
{
    private TeamMember() { }

    public Guid Id { get; private set; }
    public Guid BusinessId { get; private set; }
    public Guid UserId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The key of a role: <c>office_staff</c>.</summary>
    public string Role { get; private set; } = "";
    public bool IsActive { get; private set; } = true;
    public Instant CreatedAt { get; private set; }

    /// <summary>When this person last began to work in this business; null before the first time.</summary>
    public Instant? LastSignInAt { get; private set; }

    /// <summary>How many notices they have not seen: kept here because every page asks.</summary>
    public int UnseenNotices { get; private set; }

    /// <summary>How they want their list of leads, in the words of <see cref="Leads.ListLook"/>: here because every page reads the place anyway.</summary>
    public string LeadsLook { get; private set; } = "";

    /// <summary>At what time of the business's clock they want «your day» by e-mail; null: never.</summary>
    public LocalTime? DigestAt { get; private set; }

    /// <summary>The last day that is over with: its mail is written, there was nothing to say, or its time had passed when they chose it.</summary>
    public LocalDate? DigestSentOn { get; private set; }

    /// <summary>Up to when the last one told what was new.</summary>
    public Instant? DigestedAt { get; private set; }
    public int Version { get; private set; } = 1;

    public DigestTime? Digest => DigestAt is { } at ? new(at, DigestSentOn) : null;

    public static TeamMember Join(Guid businessId, Guid userId, string name, string role, Instant now) => new()
    {
        Id = Guid.CreateVersion7(),
        BusinessId = businessId,
        UserId = userId,
        Name = name.Trim(),
        Role = role,
        CreatedAt = now,
    };

    public void TakeRole(string role)
    {
        if (Role == role) return;
        Role = role;
        Version++;
    }

    /// <summary>Leaves the team; what they did, and the leads they closed, keep their name.</summary>
    public void Deactivate()
    {
        if (!IsActive) return;
        IsActive = false;
        Version++;
    }

    public void Activate()
    {
        if (IsActive) return;
        IsActive = true;
        Version++;
    }

    /// <summary>Wants «your day» at this time, or not at all. A time that has passed today, and a day that has had its mail, begin tomorrow.</summary>
    public void WantDigest(LocalTime? at, Instant now, DateTimeZone zone)
    {
        if (at == DigestAt) return;
        DigestAt = at;
        if (Digest is not { } digest) return;
        var today = now.InZone(zone).Date;
        var isOver = digest.MomentOn(today, zone) <= now || DigestedAt?.InZone(zone).Date == today;
        DigestSentOn = isOver ? today : null;
    }

    /// <summary>
    /// What is news to them: since the last one, at the first the last day, and never older than a week. It ends a minute ago, as what is being
    /// saved at this moment bears an earlier time: so nothing is told twice, and nothing is left out.
    /// </summary>
    public Interval News(Instant now)
    {
        var since = Instant.Max(DigestedAt ?? now - Duration.FromDays(1), now - Duration.FromDays(7));
        return new(since - Duration.FromMinutes(1), now - Duration.FromMinutes(1));
    }

    /// <summary>This day is over with, whether there was something to say or not.</summary>
    public void HasDigest(Instant now, DateTimeZone zone) => (DigestSentOn, DigestedAt) = (now.InZone(zone).Date, now);
}
