namespace GarageDoorOS.Domain.Businesses;

/// <summary>Why a lead was closed without a job; each business has its own list.</summary>
public sealed class LostReason : Choice
{
    private LostReason() { }

    /// <summary>Its place in the list, from 0.</summary>
    public int Position { get; private set; }

    public static LostReason Add(Guid businessId, string name, int position)
    {
        var reason = new LostReason { BusinessId = businessId, Position = position };
        reason.Call(name);
        return reason;
    }

    public void StandAt(int position) => Position = position;

    protected override Choice Twin() => Add(BusinessId, Name, Position);

    /// <summary>What a new business starts with.</summary>
    public static IReadOnlyList<string> ToStartWith { get; } =
    [
        "Price", "Hired another company", "Never answered", "Fixed it themselves", "Postponed", "Out of area", "Service not offered",
        "Spam or wrong number", "Duplicate",
    ];
}
