namespace GarageDoorOS.Domain.Customers;

/// <summary>Where a customer stands, as their estimates and jobs say: some are open, all are over, or there are none.</summary>
public enum CustomerStatus { Open, Past, None }

/// <summary>How the status of a customer is written in JSON and addresses, and what people read.</summary>
public static class CustomerStatuses
{
    public static IReadOnlyList<CustomerStatus> All { get; } = Enum.GetValues<CustomerStatus>();

    public static string Word(this CustomerStatus status) => status.ToString().ToLowerInvariant();

    public static string Title(this CustomerStatus status) => status switch
    {
        CustomerStatus.Open => "Work open",
        CustomerStatus.Past => "Past work",
        CustomerStatus.None => "No work yet",
    };

    /// <summary>Reads a word in any case; null for anything else.</summary>
    public static CustomerStatus? Read(string? word) => All.Where(s => string.Equals(s.Word(), word?.Trim(), StringComparison.OrdinalIgnoreCase)).Select(s => (CustomerStatus?)s).FirstOrDefault();
}
