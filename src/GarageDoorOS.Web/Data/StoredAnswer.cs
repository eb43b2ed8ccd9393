using GarageDoorOS.Domain;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>The first answer to a request with an Idempotency-Key, kept 24 hours and given again to every repetition.</summary>
public sealed class StoredAnswer : IBusinessRecord
{
    public Guid BusinessId { get; set; }

    /// <summary>The team member or API key that sent the request.</summary>
    public Guid CallerId { get; set; }
    public string Key { get; set; } = "";

    /// <summary>SHA-256 over the caller's role and its rights, method, address and body.</summary>
    public string RequestHash { get; set; } = "";
    public int Status { get; set; }
    public string ContentType { get; set; } = "";
    public string Location { get; set; } = "";
    public string ETag { get; set; } = "";
    public byte[] Body { get; set; } = [];
    public Instant CreatedAt { get; set; }
}
