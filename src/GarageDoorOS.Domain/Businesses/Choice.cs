using NodaTime;

namespace GarageDoorOS.Domain.Businesses;

/// <summary>
/// An entry of a list that a business keeps for itself: a source, a lost reason. A name that was given up, by renaming or merging, stays as an entry
/// that points to the one which it means now, so that lists and programs which still send it land there.
/// </summary>
public abstract class Choice : IBusinessRecord, IVersioned
{
    public Guid BusinessId { get; protected set; }
    public Guid Id { get; protected set; } = Guid.CreateVersion7();
    public string Name { get; protected set; } = "";
    public string NameKey { get; protected set; } = "";

    /// <summary>Since when it is offered no longer; leads keep it.</summary>
    public Instant? RetiredAt { get; private set; }

    /// <summary>The entry that this name means now.</summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>Since when leads may still say it in an older way: until somebody has looked that none does.</summary>
    public Instant? UnsettledSince { get; private set; }
    public int Version { get; private set; } = 1;

    public bool IsFormer => MergedIntoId is not null;
    public bool IsRetired => RetiredAt is not null;

    /// <summary>Gives it another name everywhere. The old one comes back as an entry that means this one, unless only its spelling changes.</summary>
    public Choice? Rename(string name, Instant now)
    {
        if (name == Name) return null;
        var former = Folding.Fold(name) == NameKey ? null : Former();
        Call(name);
        Changed(now);
        return former;
    }

    /// <summary>From now on this one means <paramref name="winner"/>.</summary>
    public void MergeInto(Choice winner, Instant now)
    {
        if (winner.Id == Id || winner.IsFormer) throw new ArgumentException("Nothing is merged into itself, or into what was merged.", nameof(winner));
        MergedIntoId = winner.Id;
        Changed(now);
    }

    /// <summary>The name means <paramref name="other"/>, which took over what it meant so far.</summary>
    public void PointTo(Choice other) => MergedIntoId = other.Id;

    public void Retire(Instant now)
    {
        if (IsRetired) return;
        RetiredAt = now;
        Version++;
    }

    public void BringBack()
    {
        if (!IsRetired) return;
        RetiredAt = null;
        Version++;
    }

    protected void Call(string name) => (Name, NameKey) = (name.Trim(), Folding.Fold(name));

    /// <summary>A new entry of the same list with this one's present name.</summary>
    protected abstract Choice Twin();

    private Choice Former()
    {
        var former = Twin();
        former.MergedIntoId = Id;
        return former;
    }

    private void Changed(Instant now)
    {
        UnsettledSince = now;
        Version++;
    }
}
