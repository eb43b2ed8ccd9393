using NodaTime;

namespace GarageDoorOS.Domain.Access;

/// <summary>A program's way in: a role in one business. Only a hash of the key is kept.</summary>
public sealed class ApiKey : IBusinessRecord
{
    private ApiKey() { }

    public Guid Id { get; private set; }
    public Guid BusinessId { get; private set; }
    public string Name { get; private set; } = "";
    public string Role { get; private set; } = "";

    /// <summary>SHA-256 of the whole key, in hexadecimal.</summary>
    public string Hash { get; private set; } = "";
    public Instant CreatedAt { get; private set; }
    public Instant? RevokedAt { get; private set; }

    /// <summary>When a program last came in with it, to about a minute; null before the first time.</summary>
    public Instant? LastUsedAt { get; private set; }

    public static ApiKey Issue(Guid businessId, string name, string role, string hash, Instant now) => new()
    {
        Id = Guid.CreateVersion7(),
        BusinessId = businessId,
        Name = name,
        Role = role,
        Hash = hash,
        CreatedAt = now,
    };

    public void Revoke(Instant now) => RevokedAt ??= now;
}
