using NodaTime;

namespace GarageDoorOS.Domain.Customers;

/// <summary>That one customer was made part of another, and all that it takes to take them apart again.</summary>
public sealed class CustomerMerge : IBusinessRecord
{
    /// <summary>So long they can be taken apart.</summary>
    private static readonly Duration Undoable = Duration.FromDays(30);

    private CustomerMerge() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>Who stays.</summary>
    public Guid WinnerId { get; private set; }

    /// <summary>Who became part of them.</summary>
    public Guid LoserId { get; private set; }
    public Instant At { get; private set; }

    /// <summary>What the winner was before.</summary>
    public CustomerFacts Before { get; private set; } = new();

    /// <summary>The winner's version right after: a later one says that somebody has worked on.</summary>
    public int WinnerVersion { get; private set; }

    /// <summary>What hung on the loser and moved: leads, estimates, jobs.</summary>
    public IReadOnlyList<Guid> Moved { get; private set; } = [];
    public Instant? UndoneAt { get; private set; }

    public static CustomerMerge Of(Customer winner, CustomerFacts before, Customer loser, IReadOnlyList<Guid> moved, Instant now) => new()
    {
        BusinessId = winner.BusinessId,
        Id = Guid.CreateVersion7(),
        WinnerId = winner.Id,
        LoserId = loser.Id,
        At = now,
        Before = before,
        WinnerVersion = winner.Version,
        Moved = moved,
    };

    public bool CanStillBeUndone(Instant now) => UndoneAt is null && At + Undoable > now;

    public void Undo(Instant now) => UndoneAt = now;
}
