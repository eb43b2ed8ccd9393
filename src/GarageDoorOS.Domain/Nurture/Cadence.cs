using GarageDoorOS.Domain.Leads;
using NodaTime;

namespace GarageDoorOS.Domain.Nurture;

/// <summary>An ordered list of steps that plans nurture tasks for a lead, one after the other.</summary>
public sealed class Cadence : IBusinessRecord, IVersioned
{
    /// <summary>A business has at most so many, and each at most <see cref="MostSteps"/>.</summary>
    public const int Most = 50, MostSteps = 30;

    private Cadence() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string NameKey { get; private set; } = "";

    /// <summary>Off, no lead starts it; those in it go on.</summary>
    public bool IsOn { get; private set; }
    public IReadOnlyList<CadenceStep> Steps { get; private set; } = [];
    public StartRule Starts { get; private set; } = StartRule.None;

    // A lead that is converted, closed or deleted, or wants to hear nothing, leaves in any case.
    public bool StopsOnReply { get; private set; } = true;
    public bool StopsOnReached { get; private set; } = true;
    public bool StopsOnBooked { get; private set; } = true;

    /// <summary>At most so many steps a day for one lead, whatever cadences they come from.</summary>
    public int? PerDay { get; private set; }

    /// <summary>At most so many steps of this cadence for one lead, however often it begins anew.</summary>
    public int? InAll { get; private set; }

    /// <summary>So many days after the last step a lead of which nothing was heard is closed.</summary>
    public int? ClosesAfterDays { get; private set; }
    public string ClosesAs { get; private set; } = "";

    /// <summary>Nobody starts it any more, and its name is free.</summary>
    public Instant? DeletedAt { get; private set; }

    /// <summary>Leads that began it until then are taken out of it.</summary>
    public Instant? EmptiedAt { get; private set; }

    /// <summary>Since when leads in it may still have a task by older steps.</summary>
    public Instant? UnsettledSince { get; private set; }
    public int Version { get; private set; } = 1;
    public Instant CreatedAt { get; private set; }

    public bool IsDeleted => DeletedAt is not null;

    public CadenceFacts Facts => new()
    {
        Name = Name,
        IsOn = IsOn,
        Steps = Steps,
        Starts = Starts,
        StopsOnReply = StopsOnReply,
        StopsOnReached = StopsOnReached,
        StopsOnBooked = StopsOnBooked,
        PerDay = PerDay,
        InAll = InAll,
        ClosesAfterDays = ClosesAfterDays,
        ClosesAs = ClosesAs,
    };

    public static Cadence Write(Guid businessId, CadenceFacts facts, Instant now)
    {
        var cadence = new Cadence { BusinessId = businessId, Id = Guid.CreateVersion7(), CreatedAt = now };
        cadence.Take(facts);
        return cadence;
    }

    /// <summary>Takes other steps and rules. Leads in it are brought to them from <see cref="UnsettledSince"/> on.</summary>
    public void Become(CadenceFacts facts, Instant now)
    {
        Take(facts);
        UnsettledSince = now;
        Version++;
    }

    /// <summary>Takes the leads out that are in it now.</summary>
    public void Empty(Instant now)
    {
        (EmptiedAt, UnsettledSince) = (now, now);
        Version++;
    }

    /// <summary>Ends it for everybody.</summary>
    public void Delete(Instant now)
    {
        if (IsDeleted) return;
        (DeletedAt, UnsettledSince, IsOn) = (now, now, false);
        Version++;
    }

    /// <summary>Its steps, and the closing behind them where it closes.</summary>
    public IReadOnlyList<CadenceStep> AllSteps => Closing is { } closing ? [.. Steps, closing] : Steps;

    public CadenceStep? Closing => ClosesAfterDays is { } days ? new(CadenceStep.ClosingId, TaskKind.Other, $"Close as «{ClosesAs}»", days, WaitUnit.Days, null, false) : null;

    /// <summary>Whether a lead that arrived, or changed, starts it by itself.</summary>
    public bool IsFor(Lead lead, Func<Guid, Guid> meant) => IsOn && !IsDeleted && lead.Status.IsOpen() && Starts.Takes(lead, meant);

    private void Take(CadenceFacts facts)
    {
        (Name, NameKey, IsOn, Steps, Starts) = (facts.Name.Trim(), Folding.Fold(facts.Name), facts.IsOn, facts.Steps, facts.Starts);
        (StopsOnReply, StopsOnReached, StopsOnBooked) = (facts.StopsOnReply, facts.StopsOnReached, facts.StopsOnBooked);
        (PerDay, InAll, ClosesAfterDays, ClosesAs) = (facts.PerDay, facts.InAll, facts.ClosesAfterDays, facts.ClosesAs);
    }
}

/// <summary>What a form says of a cadence.</summary>
public sealed record CadenceFacts
{
    public string Name { get; init; } = "";
    public bool IsOn { get; init; } = true;
    public IReadOnlyList<CadenceStep> Steps { get; init; } = [];
    public StartRule Starts { get; init; } = StartRule.None;
    public bool StopsOnReply { get; init; } = true;
    public bool StopsOnReached { get; init; } = true;
    public bool StopsOnBooked { get; init; } = true;
    public int? PerDay { get; init; }
    public int? InAll { get; init; }
    public int? ClosesAfterDays { get; init; }
    public string ClosesAs { get; init; } = "";
}

/// <summary>Which open leads begin a cadence by themselves when they arrive or change. Empty lists and missing ends take all.</summary>
public sealed record StartRule(bool ByItself, IReadOnlyList<LeadStatus> Statuses, IReadOnlyList<Guid> Sources, decimal? ValueFrom, decimal? ValueTo)
{
    public static StartRule None { get; } = new(false, [], [], null, null);

    /// <summary>As the audit log keeps it.</summary>
    public override string ToString() => !ByItself ? "by hand" : string.Join("; ", new[]
    {
        Statuses.Count == 0 ? "any status" : string.Join(", ", Statuses.Select(s => s.Word())),
        Sources.Count == 0 ? null : $"{Sources.Count} {(Sources.Count == 1 ? "source" : "sources")}",
        ValueFrom is { } from ? $"from {Money.ToText(from)}" : null,
        ValueTo is { } to ? $"to {Money.ToText(to)}" : null,
    }.OfType<string>());

    /// <summary><paramref name="meant"/>: the source that an id means now, as sources are merged.</summary>
    public bool Takes(Lead lead, Func<Guid, Guid> meant) =>
        ByItself
        && (Statuses.Count == 0 || Statuses.Contains(lead.Status))
        && (Sources.Count == 0 || (lead.SourceId is { } source && Sources.Select(meant).Contains(meant(source))))
        && (ValueFrom is null || lead.EstimatedValue >= ValueFrom)
        && (ValueTo is null || lead.EstimatedValue <= ValueTo);
}
