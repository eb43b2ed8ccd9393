using NodaTime;

namespace GarageDoorOS.Domain.Leads;

/// <summary>What may be done to many leads at once.</summary>
public enum BulkKind { Assignment, Status, Deletion }

/// <summary>One thing that somebody did to many leads at once, kept for a day so that they can take it back.</summary>
public sealed class BulkAction : IBusinessRecord
{
    /// <summary>So long it can be undone.</summary>
    public static readonly Duration Undoable = Duration.FromHours(24);

    private BulkAction() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public BulkKind Kind { get; private set; }

    /// <summary>The team member or API key that did it, and that alone may undo it.</summary>
    public Guid ById { get; private set; }
    public Instant At { get; private set; }

    public static BulkAction Begin(Guid businessId, BulkKind kind, Guid byId, Instant now) =>
        new() { BusinessId = businessId, Id = Guid.CreateVersion7(), Kind = kind, ById = byId, At = now };

    public bool CanStillBeUndone(Instant now) => At + Undoable > now;
}

/// <summary>The leads of a bulk action that were changed in one transaction; gone when they were taken back.</summary>
public sealed class BulkPortion : IBusinessRecord
{
    private BulkPortion() { }

    public Guid BusinessId { get; private set; }
    public Guid ActionId { get; private set; }
    public int Number { get; private set; }
    public IReadOnlyList<LeadBefore> Leads { get; private set; } = [];

    public static BulkPortion Of(BulkAction action, int number, IReadOnlyList<LeadBefore> leads) =>
        new() { BusinessId = action.BusinessId, ActionId = action.Id, Number = number, Leads = leads };
}

/// <summary>What a lead was before a bulk action, and which <paramref name="Version"/> that action left it in.</summary>
public sealed record LeadBefore(Guid Id, int Version, LeadStatus Status, string LostReason, Guid? AssigneeId)
{
    public static LeadBefore Of(Lead lead) => new(lead.Id, lead.Version, lead.Status, lead.LostReason, lead.AssigneeId);

    /// <summary>Nobody has changed the lead since, so that it may become again what it was.</summary>
    public bool IsStill(Lead lead) => lead.Version == Version;
}
