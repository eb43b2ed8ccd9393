using GarageDoorOS.Domain.Leads;

namespace GarageDoorOS.Domain.Imports;

/// <summary>What another system's stages mean here. Only converting makes a lead Converted, so what was won comes in as qualified.</summary>
public static class ImportStages
{
    /// <summary>The reason given to a lead that came in closed without one.</summary>
    public const string Reason = "imported";

    public static (LeadStatus Status, string? LostReason) Read(string? word)
    {
        var status = Status(Folding.Fold(word).Replace('_', ' ').Replace('-', ' '));
        return (status, status.IsClosed() ? Reason : null);
    }

    private static LeadStatus Status(string word) => word switch
    {
        "contacted" or "in contact" => LeadStatus.Contacted,
        "qualified" or "won" or "closed won" or "converted" or "customer" or "sold" => LeadStatus.Qualified,
        "lost" or "closed lost" or "dead" => LeadStatus.Lost,
        "unqualified" or "disqualified" or "not qualified" => LeadStatus.Unqualified,
        _ => LeadStatus.New,
    };
}
