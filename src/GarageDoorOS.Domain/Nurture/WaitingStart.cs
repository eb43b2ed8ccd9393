using GarageDoorOS.Domain.Imports;

namespace GarageDoorOS.Domain.Nurture;

/// <summary>A lead that arrived or changed, or that somebody chose: to be looked at soon, whether it begins a cadence.</summary>
public sealed class WaitingStart : IBusinessRecord
{
    private WaitingStart() { }

    public Guid BusinessId { get; private set; }
    public Guid LeadId { get; private set; }

    /// <summary>The cadence that somebody chose for it, and who; null where the start rules are asked.</summary>
    public Guid? CadenceId { get; private set; }
    public ActorIdentity? StartedBy { get; private set; }
}
