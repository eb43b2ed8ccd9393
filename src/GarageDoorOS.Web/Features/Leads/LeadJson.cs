using System.Linq.Expressions;
using System.Text.Json.Serialization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>A lead as the API gives it. Money is a decimal string with two places in the business's currency, instants are UTC.</summary>
public sealed record LeadJson : ILeadRow
{
    public required Guid Id { get; init; }

    /// <summary>Blank only where there is a company.</summary>
    public required string Name { get; init; }
    public required string? Company { get; init; }
    public required IReadOnlyList<PhoneJson> Phones { get; init; }
    public required IReadOnlyList<string> Emails { get; init; }

    /// <summary>The name of one of the business's sources.</summary>
    public required string? Source { get; init; }
    public required LeadStatus Status { get; init; }

    /// <summary>Why a lost or unqualified lead was closed.</summary>
    public required string? LostReason { get; init; }
    public required decimal? EstimatedValue { get; init; }

    /// <summary>Left out in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Notes { get; init; }

    /// <summary>The team member who works the lead; null is the pool.</summary>
    public required Guid? AssigneeId { get; init; }
    public required string? ServiceAddress { get; init; }

    /// <summary>The customer that a converted lead became.</summary>
    public required Guid? CustomerId { get; init; }

    /// <summary>The owner and the stage that the import's file named, in its own words.</summary>
    public required string? ImportedOwner { get; init; }
    public required string? ImportedStatus { get; init; }

    /// <summary>It matched somebody known when it was imported.</summary>
    public required bool PossibleMatch { get; init; }

    /// <summary>What is to be done for it next; null where nothing is planned. Left out while the business has lead nurturing off.</summary>
    [WrittenIf(nameof(IsNurturing))]
    public NextTaskJson? NextTask { get; init; }

    [JsonIgnore]
    public bool IsNurturing { get; init; }
    public required int Version { get; init; }
    public required Instant CreatedAt { get; init; }

    /// <summary>When they last came by themselves: when the lead was made, or with their last call or answer.</summary>
    public required Instant CameAt { get; init; }
    public required Instant UpdatedAt { get; init; }

    /// <summary>What a list reads of each lead: all but the notes.</summary>
    public static Expression<Func<Lead, LeadJson>> InList(CurrentBusiness business) => InList(business.IsNurturing);

    private static Expression<Func<Lead, LeadJson>> InList(bool isNurturing) => l => new LeadJson
    {
        Id = l.Id,
        Name = l.Name,
        Company = OrNull(l.Company),
        Phones = PhoneJson.Of(l.Phones),
        Emails = l.Emails,
        Source = OrNull(l.SourceName),
        Status = l.Status,
        LostReason = OrNull(l.LostReason),
        EstimatedValue = l.EstimatedValue,
        AssigneeId = l.AssigneeId,
        ServiceAddress = OrNull(l.ServiceAddress),
        CustomerId = l.CustomerId,
        ImportedOwner = OrNull(l.ImportedOwner),
        ImportedStatus = OrNull(l.ImportedStatus),
        PossibleMatch = l.PossibleMatch,
        NextTask = NextTaskJson.Of(l.Status, l.NextDueSort, l.NextKind, l.NextTask),
        IsNurturing = isNurturing,
        Version = l.Version,
        CreatedAt = l.CreatedAt,
        CameAt = l.CameAt,
        UpdatedAt = l.UpdatedAt,
    };

    private static readonly Func<Lead, LeadJson> Listed = InList(isNurturing: false).Compile();

    public static LeadJson Of(Lead lead, CurrentBusiness business) => Listed(lead) with { Notes = lead.Notes, IsNurturing = business.IsNurturing };

    /// <summary>The answer that carries a lead, with its version as ETag.</summary>
    public static IResult Ok(HttpResponse response, Lead lead, CurrentBusiness business)
    {
        response.ETag(lead.Version);
        return TypedResults.Ok(Of(lead, business));
    }

    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}
