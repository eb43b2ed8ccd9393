namespace GarageDoorOS.Domain.Leads;

/// <summary>How many leads, worth how much, an assignee (or the pool) has in one status. Kept with every write; leads in the trash do not count.</summary>
public sealed class LeadTotal : IBusinessRecord
{
    private LeadTotal() { }

    public Guid BusinessId { get; private set; }

    /// <summary><see cref="Guid.Empty"/> is the pool.</summary>
    public Guid AssigneeId { get; private set; }
    public LeadStatus Status { get; private set; }
    public int Count { get; private set; }
    public decimal Value { get; private set; }
}
