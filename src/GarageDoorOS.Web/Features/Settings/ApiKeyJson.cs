using GarageDoorOS.Domain.Access;
using NodaTime;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>An API key, in JSON; the key itself is shown once, when it is made.</summary>
public sealed record ApiKeyJson
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The key of its role, such as office_staff.</summary>
    public required string Role { get; init; }

    /// <summary>What its role is called.</summary>
    public required string RoleName { get; init; }
    public required Instant CreatedAt { get; init; }

    /// <summary>When a program last came in with it, to about a minute; null before the first time.</summary>
    public required Instant? LastUsedAt { get; init; }

    /// <summary>Since when it opens nothing.</summary>
    public required Instant? RevokedAt { get; init; }

    public static ApiKeyJson Of(ApiKey key, IReadOnlyList<Role> roles) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Role = key.Role,
        RoleName = roles.FirstOrDefault(r => r.Key == key.Role)?.Name ?? "a role that is gone",
        CreatedAt = key.CreatedAt,
        LastUsedAt = key.LastUsedAt,
        RevokedAt = key.RevokedAt,
    };
}
