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
    public int Version { get; private set; } = 1;

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
}
