namespace GarageDoorOS.Domain.Leads;

/// <summary>How far a lead has come. The numbers are stored, and sort in the order of the work.</summary>
public enum LeadStatus
{
    New = 0,
    Contacted = 1,
    Qualified = 2,
    Converted = 3,
    Lost = 4,
    Unqualified = 5,
}

/// <summary>What the office asks of a status.</summary>
public static class LeadStatusExtensions
{
    private static readonly Dictionary<string, LeadStatus> ByWord =
        Enum.GetValues<LeadStatus>().ToDictionary(status => status.Word(), StringComparer.OrdinalIgnoreCase);

    public static bool IsOpen(this LeadStatus status) =>
        status is LeadStatus.New or LeadStatus.Contacted or LeadStatus.Qualified;

    /// <summary>Closed without a customer: a reason is required.</summary>
    public static bool IsClosed(this LeadStatus status) => status is LeadStatus.Lost or LeadStatus.Unqualified;

    public static string Word(this LeadStatus status) => status switch
    {
        LeadStatus.New => "new",
        LeadStatus.Contacted => "contacted",
        LeadStatus.Qualified => "qualified",
        LeadStatus.Converted => "converted",
        LeadStatus.Lost => "lost",
        LeadStatus.Unqualified => "unqualified",
    };

    public static bool TryRead(string? word, out LeadStatus status)
    {
        status = default;
        return word is not null && ByWord.TryGetValue(word.Trim(), out status);
    }
}
