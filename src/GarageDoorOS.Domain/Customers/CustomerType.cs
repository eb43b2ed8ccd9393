namespace GarageDoorOS.Domain.Customers;

/// <summary>A household or a company.</summary>
public enum CustomerType { Residential, Commercial }

/// <summary>How the type of a customer is written in JSON, addresses and the timeline.</summary>
public static class CustomerTypes
{
    public static string Word(this CustomerType type) => type == CustomerType.Commercial ? "commercial" : "residential";

    /// <summary>Reads <c>residential</c> or <c>commercial</c> in any case; null for anything else.</summary>
    public static CustomerType? Read(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        "residential" => CustomerType.Residential,
        "commercial" => CustomerType.Commercial,
        _ => null,
    };
}
