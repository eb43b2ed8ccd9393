using NodaTime;

namespace GarageDoorOS.Domain.Leads;

public enum ConversionWay { Created, Linked, CreatedAnyway }

/// <summary>The one conversion of a lead: which customer it became, how, when, by whom. Its key decides a race.</summary>
public sealed class Conversion : IBusinessRecord
{
    private Conversion() { }

    public Guid BusinessId { get; private set; }
    public Guid LeadId { get; private set; }
    public Guid CustomerId { get; private set; }
    public ConversionWay Way { get; private set; }
    public string Reason { get; private set; } = "";
    public Instant At { get; private set; }

    public static Conversion Of(Lead lead, Guid customerId, ConversionWay way, string? reason, Instant now) =>
        new() { BusinessId = lead.BusinessId, LeadId = lead.Id, CustomerId = customerId, Way = way, Reason = reason ?? "", At = now };
}
