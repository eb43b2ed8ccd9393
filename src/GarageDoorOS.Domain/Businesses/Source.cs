using NodaTime;

namespace GarageDoorOS.Domain.Businesses;

/// <summary>Where leads come from; each business has its own list.</summary>
public sealed class Source : Choice
{
    private Source() { }

    public Instant CreatedAt { get; private set; }

    public Named AsNamed() => new(Id, Name);

    public static Source Add(Guid businessId, string name, Instant now)
    {
        var source = new Source { BusinessId = businessId, CreatedAt = now };
        source.Call(name);
        return source;
    }

    protected override Choice Twin() => Add(BusinessId, Name, CreatedAt);

    /// <summary>What a new business starts with.</summary>
    public static IReadOnlyList<string> ToStartWith { get; } =
    [
        "Google Local Services", "Google Ads", "Google Business Profile", "Website form", "Phone", "Missed call", "Angi", "Thumbtack", "Yelp",
        "Facebook", "Nextdoor", "Referral", "Repeat customer", "Yard sign", "Truck wrap", "Builder or property manager", "Walk-in",
    ];
}
