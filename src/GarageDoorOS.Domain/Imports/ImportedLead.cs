using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using NodaTime;

namespace GarageDoorOS.Domain.Imports;

/// <summary>One row of a list, in our words; nothing of the row is missing from it. A customer is read like the lead that they once were.</summary>
public sealed record ImportedLead(
    string Name,
    string Company,
    IReadOnlyList<PhoneNumber> Phones,
    IReadOnlyList<string> Emails,
    string? Source,
    LeadStatus Status,
    string? LostReason,
    string StageWord,
    decimal? EstimatedValue,
    string Notes,
    string Owner,
    string ServiceAddress)
{
    private static readonly Dictionary<ConsentChannel, string> NoOptOuts = [];

    /// <summary>When they came to whoever kept the list, by the clock of the business; null where it says nothing.</summary>
    public LocalDateTime? Created { get; init; }

    /// <summary>What the list says of a customer; null where it says nothing.</summary>
    public CustomerType? Type { get; init; }

    /// <summary>By what they want nothing more, as the list says, and under which of its columns.</summary>
    public IReadOnlyDictionary<ConsentChannel, string> OptOuts { get; init; } = NoOptOuts;

    /// <summary>As a lead has them; the source is known only here, by its name.</summary>
    public LeadFacts Facts(Named? source) => new()
    {
        Name = Name,
        Company = Company,
        Phones = Phones,
        Emails = Emails,
        Source = source,
        EstimatedValue = EstimatedValue,
        Notes = Notes,
        ServiceAddress = ServiceAddress,
    };
}

/// <summary>What became of one row: what it says, or the reason why there is none.</summary>
public sealed record ImportRow(ImportedLead? Lead, string? Reason, bool IsEmpty)
{
    public static ImportRow Empty { get; } = new(null, "The row is empty.", true);
    public static ImportRow Failed(string reason) => new(null, reason, false);
    public static ImportRow Read(ImportedLead lead) => new(lead, null, false);
}
