using GarageDoorOS.Domain.Activities;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Domain.Work;

/// <summary>What is offered to a customer or done for them: an estimate or a job. They are the same shape, and differ as their <see cref="WorkKind"/> says.</summary>
public abstract class WorkRecord : ISubject
{
    private protected WorkRecord() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public Guid CustomerId { get; private set; }

    /// <summary>The lead at whose conversion it was made, if any.</summary>
    public Guid? LeadId { get; private set; }
    public string Title { get; private set; } = "";
    public WorkStatus Status { get; private set; }
    public decimal? Amount { get; private set; }
    public string Notes { get; private set; } = "";
    public int Version { get; private set; } = 1;
    public Instant CreatedAt { get; private set; }
    public Instant UpdatedAt { get; private set; }
    public Instant? DeletedAt { get; private set; }
    public string TitleSort { get; private set; } = "";
    public long AmountSort { get; private set; } = -1;

    /// <summary>The date as text, which sorts as it stands; empty where there is none.</summary>
    public string DateSort { get; private set; } = "";

    public abstract WorkKind What { get; }
    public SubjectKind Kind => What.Subject;
    public bool IsDeleted => DeletedAt is not null;
    public LocalDate? Date => DateSort.Length > 0 ? LocalDatePattern.Iso.Parse(DateSort).Value : null;
    public WorkFacts Facts => new() { Title = Title, Amount = Amount, Date = Date, Notes = Notes };

    public static TWork Open<TWork>(Guid businessId, Guid customerId, WorkFacts facts, WorkStatus status, Instant now, Guid? leadId = null) where TWork : WorkRecord, IWork<TWork>
    {
        if (!TWork.Described.Settable.Contains(status)) throw new ArgumentException($"No {TWork.Described.Noun} begins as {status.Word()}.", nameof(status));
        var work = TWork.Blank();
        (work.BusinessId, work.Id, work.CustomerId, work.LeadId) = (businessId, Guid.CreateVersion7(), customerId, leadId);
        (work.Status, work.CreatedAt, work.UpdatedAt) = (status, now, now);
        work.Take(facts);
        return work;
    }

    /// <summary>Rewrites the facts; gives back what changed (nothing: the version stays).</summary>
    public Result<IReadOnlyList<FieldChange>> Edit(WorkFacts facts, Instant now)
    {
        if (facts.WhatIsMissing(Status).ToList() is { Count: > 0 } missing) return new Problem.Invalid(missing);
        List<FieldChange> changes = [.. Facts.ChangesTo(facts)];
        if (changes.Count > 0) Change(now, () => Take(facts));
        return changes;
    }

    /// <summary>
    /// Any status of its kind may follow any other, because offices correct themselves; but converted is set by <see cref="Estimate.BecomeJob"/> alone and
    /// stays, and what is scheduled has a date.
    /// </summary>
    public Result<IReadOnlyList<FieldChange>> MoveTo(WorkStatus status, LocalDate? date, Instant now)
    {
        if (Status == WorkStatus.Converted && status != Status) return new Problem.Conflict("already_converted", "A job was made of this estimate: it stays converted.");
        if (Status != status && !What.Settable.Contains(status)) return new Problem.Invalid("status", $"{What.Title} statuses are {What.SettableWords}.");
        var facts = Facts with { Date = date ?? Date };
        if (facts.WhatIsMissing(status).ToList() is { Count: > 0 } missing) return new Problem.Invalid(missing);

        List<FieldChange> changes = [.. Facts.ChangesTo(facts)];
        if (Status != status) changes.Insert(0, new("status", Status.Word(), status.Word()));
        if (changes.Count > 0) Change(now, () => { Take(facts); Status = status; });
        return changes;
    }

    public void Discard(Instant now) => Change(now, () => DeletedAt = now);

    public void Restore(Instant now) => Change(now, () => DeletedAt = null);

    private protected void Become(WorkStatus status, Instant now) => Change(now, () => Status = status);

    private void Change(Instant now, Action how)
    {
        how();
        UpdatedAt = now;
        Version++;
    }

    private void Take(WorkFacts facts)
    {
        (Title, Amount, Notes) = (facts.Title, facts.Amount, facts.Notes);
        (TitleSort, AmountSort, DateSort) = (Folding.Fold(Title), Amount is { } amount ? Money.Cents(amount) : -1, WorkFacts.Text(facts.Date) ?? "");
    }
}
