using NodaTime;

namespace GarageDoorOS.Domain.Businesses;

/// <summary>A user's place in one business: role, active or not. Leads are assigned to team members.</summary>
public sealed class TeamMember : IBusinessRecord
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

    public static TeamMember Join(Guid businessId, Guid userId, string name, string role, Instant now) => new()
    {
        Id = Guid.CreateVersion7(),
        BusinessId = businessId,
        UserId = userId,
        Name = name.Trim(),
        Role = role,
        CreatedAt = now,
    };

    public void TakeRole(string role) => Role = role;
    public void Deactivate() => IsActive = false;
    public void Activate() => IsActive = true;
}
