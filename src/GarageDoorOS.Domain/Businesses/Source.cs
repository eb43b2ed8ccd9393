using NodaTime;

namespace GarageDoorOS.Domain.Businesses;

/// <summary>Where leads come from; each business has its own list.</summary>
public sealed class Source : IBusinessRecord
{
    private Source() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string NameKey { get; private set; } = "";
    public Instant CreatedAt { get; private set; }

    public Named AsNamed() => new(Id, Name);

    public static Source Add(Guid businessId, string name, Instant now) => new()
    {
        BusinessId = businessId,
        Id = Guid.CreateVersion7(),
        Name = name.Trim(),
        NameKey = Folding.Fold(name),
        CreatedAt = now,
    };

    /// <summary>What a new business starts with.</summary>
    public static IReadOnlyList<string> ToStartWith { get; } =
    [
        "Google Local Services", "Google Ads", "Google Business Profile", "Website form", "Phone", "Missed call", "Angi", "Thumbtack", "Yelp",
        "Facebook", "Nextdoor", "Referral", "Repeat customer", "Yard sign", "Truck wrap", "Builder or property manager", "Walk-in",
    ];
}

/// <summary>Why a lead was closed without a job; each business has its own list.</summary>
public sealed class LostReason : IBusinessRecord
{
    private LostReason() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public int Position { get; private set; }

    public static LostReason Add(Guid businessId, string name, int position) =>
        new() { BusinessId = businessId, Id = Guid.CreateVersion7(), Name = name.Trim(), Position = position };

    /// <summary>What a new business starts with.</summary>
    public static IReadOnlyList<string> ToStartWith { get; } =
    [
        "Price", "Hired another company", "Never answered", "Fixed it themselves", "Postponed", "Out of area", "Service not offered",
        "Spam or wrong number", "Duplicate",
    ];
}
