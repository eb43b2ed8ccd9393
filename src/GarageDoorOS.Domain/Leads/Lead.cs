using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Nurture;
using NodaTime;

namespace GarageDoorOS.Domain.Leads;

/// <summary>A person or company who may become a customer.</summary>
public sealed class Lead : IReachable
{
    private Lead() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string Company { get; private set; } = "";
    public IReadOnlyList<PhoneNumber> Phones { get; private set; } = [];
    public IReadOnlyList<string> Emails { get; private set; } = [];
    public Guid? SourceId { get; private set; }
    public string SourceName { get; private set; } = "";
    public LeadStatus Status { get; private set; }
    public string LostReason { get; private set; } = "";
    public decimal? EstimatedValue { get; private set; }
    public string Notes { get; private set; } = "";
    public string ServiceAddress { get; private set; } = "";
    public Guid? AssigneeId { get; private set; }
    public string AssigneeName { get; private set; } = "";
    public Guid? CustomerId { get; private set; }
    public string ImportedOwner { get; private set; } = "";
    public string ImportedStatus { get; private set; } = "";
    public Guid? ImportId { get; private set; }

    /// <summary>The line of the import's file, from 1, the heading not counted.</summary>
    public int? ImportLine { get; private set; }

    /// <summary>It matched somebody known when it came in by an import.</summary>
    public bool PossibleMatch { get; private set; }
    public int Version { get; private set; } = 1;
    public Instant CreatedAt { get; private set; }

    /// <summary>When they last came to us by themselves: at first when the lead was made, then with each call and each answer. The list's usual order.</summary>
    public Instant CameAt { get; private set; }
    public Instant UpdatedAt { get; private set; }
    public Instant? DeletedAt { get; private set; }

    // What lists sort and search by: folded here, so that both databases order and find alike.
    public string NameSort { get; private set; } = "";
    public string CompanySort { get; private set; } = "";
    public string SourceSort { get; private set; } = "";
    public string AssigneeSort { get; private set; } = "";

    /// <summary>The value in cents, -1 where there is none, so that leads without a value sort lowest on both databases.</summary>
    public long ValueSort { get; private set; } = -1;
    public string SearchText { get; private set; } = "";

    // The first of its pending tasks, kept beside them by Data as long as it is open: what the list marks, filters and sorts by.
    public long NextDueSort { get; private set; } = TaskDue.None;
    public TaskKind? NextKind { get; private set; }
    public string NextTask { get; private set; } = "";

    /// <summary>The cadence that it is in, kept likewise.</summary>
    public Guid? CadenceId { get; private set; }

    public SubjectKind Kind => SubjectKind.Lead;
    public TaskDue? NextDue => TaskDue.Of(NextDueSort);
    public bool IsDeleted => DeletedAt is not null;
    public string Title => Name.Length > 0 ? Name : Company;
    public IReadOnlyList<string> Keys => ContactKey.Of(Phones, Emails);

    public LeadFacts Facts => new()
    {
        Name = Name,
        Company = Company,
        Phones = Phones,
        Emails = Emails,
        Source = SourceId is { } id ? new(id, SourceName) : null,
        EstimatedValue = EstimatedValue,
        Notes = Notes,
        ServiceAddress = ServiceAddress,
    };

    /// <summary>What a form would say that changes nothing.</summary>
    public LeadEdit AsEdit => new(Facts, Status, LostReason, AssigneeId is { } id ? new(id, AssigneeName) : null);

    /// <summary>A new lead. <paramref name="status"/> is any but converted; a closed one says why in <paramref name="lostReason"/>.</summary>
    public static Lead Open(Guid businessId, LeadFacts facts, Named? assignee, Instant now, LeadStatus status = LeadStatus.New, string? lostReason = null)
    {
        if (status == LeadStatus.Converted) throw new ArgumentException("A lead becomes converted only by converting.", nameof(status));
        if (status.LacksReason(lostReason)) throw new ArgumentException("A closed lead says why.", nameof(lostReason));
        var lead = new Lead { BusinessId = businessId, Id = Guid.CreateVersion7(), CreatedAt = now, CameAt = now, UpdatedAt = now, Status = status };
        lead.LostReason = status.IsClosed() ? lostReason ?? "" : "";
        lead.StandAmongTasks();
        lead.Take(facts);
        lead.Take(assignee);
        return lead;
    }

    /// <summary>Keeps what an import's file said in its own words.</summary>
    public Lead FromImport(Guid importId, int line, string importedOwner, string importedStatus, bool possibleMatch)
    {
        (ImportId, ImportLine, PossibleMatch) = (importId, line, possibleMatch);
        return Quoting(importedOwner, importedStatus);
    }

    /// <summary>Keeps what another system said of it in its own words.</summary>
    public Lead Quoting(string importedOwner, string importedStatus)
    {
        (ImportedOwner, ImportedStatus) = (importedOwner, importedStatus);
        return this;
    }

    /// <summary>Takes all that a form says, in one version.</summary>
    public Result<IReadOnlyList<FieldChange>> Become(LeadEdit edit, Instant now)
    {
        var before = Version;
        var moved = MoveTo(edit.Status, edit.LostReason, now);
        if (!moved.IsOk) return moved.Problem;
        var changes = Edit(edit.Facts, now).Concat(moved.Value).Concat(AssignTo(edit.Assignee, now)).ToList();
        if (changes.Count > 0) Version = before + 1;
        return changes;
    }

    /// <summary>Rewrites the facts; gives back what changed (nothing: the version stays).</summary>
    public IReadOnlyList<FieldChange> Edit(LeadFacts facts, Instant now)
    {
        var changes = Facts.ChangesTo(facts);
        if (changes.Count == 0) return changes;
        Take(facts);
        return Changed(changes, now);
    }

    /// <summary>Its source was merged into another one: a change of the lead, but no work on it, so it keeps its place among the latest.</summary>
    public FieldChange FollowSource(Named source)
    {
        var change = new FieldChange(LeadFields.Source, SourceName.OrNull(), source.Name);
        (SourceId, SourceName, SourceSort) = (source.Id, source.Name, Folding.Fold(source.Name));
        Version++;
        return change;
    }

    /// <summary>The reason for which it was closed was merged into another one, likewise.</summary>
    public FieldChange FollowLostReason(string reason)
    {
        var change = new FieldChange(LeadFields.LostReason, LostReason.OrNull(), reason);
        LostReason = reason;
        Version++;
        return change;
    }

    public IReadOnlyList<FieldChange> AssignTo(Named? assignee, Instant now)
    {
        if (assignee?.Id == AssigneeId) return [];
        var change = new FieldChange(LeadFields.AssigneeId, AssigneeId?.ToString(), assignee?.Id.ToString());
        Take(assignee);
        return Changed([change], now);
    }

    /// <summary>Moves the lead on or closes it. Converted is reached only by <see cref="ConvertInto"/>, and never left.</summary>
    public Result<IReadOnlyList<FieldChange>> MoveTo(LeadStatus status, string? lostReason, Instant now)
    {
        if (status != Status && status == LeadStatus.Converted)
            return new Problem.Invalid(LeadFields.Status, LeadRules.OnlyByConverting);
        if (status != Status && Status == LeadStatus.Converted)
            return new Problem.Conflict(
                "already_converted", "This lead is a customer already; its status stays converted.", new Dictionary<string, object?> { ["customerId"] = CustomerId });
        if (status.LacksReason(lostReason))
            return new Problem.Invalid(LeadFields.LostReason, LeadRules.SayWhyClosed);
        var reason = status.IsClosed() ? lostReason!.Trim() : "";

        var changes = new List<FieldChange>(2);
        if (status != Status) changes.Add(new(LeadFields.Status, Status.Word(), status.Word()));
        if (reason != LostReason) changes.Add(new(LeadFields.LostReason, LostReason.OrNull(), reason.OrNull()));
        if (changes.Count == 0) return changes;
        (Status, LostReason) = (status, reason);
        StandAmongTasks();
        Changed(changes, now);
        return changes;
    }

    /// <summary>The lead is won: it points at its customer from now on.</summary>
    public IReadOnlyList<FieldChange> ConvertInto(Guid customerId, Instant now)
    {
        if (Status == LeadStatus.Converted) throw new InvalidOperationException("The lead is converted already.");
        var changes = new List<FieldChange>(2) { new(LeadFields.Status, Status.Word(), LeadStatus.Converted.Word()) };
        if (LostReason.Length > 0) changes.Add(new(LeadFields.LostReason, LostReason, null));
        (Status, LostReason, CustomerId) = (LeadStatus.Converted, "", customerId);
        StandAmongTasks();
        return Changed(changes, now);
    }

    /// <summary>They came to us again: an open lead stands on top of the list from then on, and nothing that it says changes.</summary>
    public void ComeAgain(Instant now)
    {
        if (!Status.IsOpen()) return;
        CameAt = Instant.Max(CameAt, now);
        Changed([], now);
    }

    /// <summary>To the trash, from where it can come back for 30 days.</summary>
    public void Discard(Instant now)
    {
        DeletedAt = now;
        Changed([], now);
    }

    public void Restore(Instant now)
    {
        DeletedAt = null;
        Changed([], now);
    }

    // Data looks up what is next for one that is opened again.
    private void StandAmongTasks()
    {
        if (!Status.IsOpen()) (NextDueSort, NextKind, NextTask) = (TaskDue.Closed, null, "");
        else if (NextDueSort == TaskDue.Closed) NextDueSort = TaskDue.None;
    }

    private IReadOnlyList<FieldChange> Changed(IReadOnlyList<FieldChange> changes, Instant now)
    {
        Version++;
        UpdatedAt = now;
        return changes;
    }

    private void Take(LeadFacts facts)
    {
        (Name, Company, Phones, Emails) = (facts.Name, facts.Company, facts.Phones, facts.Emails);
        (SourceId, SourceName, SourceSort) = (facts.Source?.Id, facts.Source?.Name ?? "", Folding.Fold(facts.Source?.Name));
        (EstimatedValue, Notes, ServiceAddress) = (facts.EstimatedValue, facts.Notes, facts.ServiceAddress);
        NameSort = Folding.Fold(Title);
        CompanySort = Folding.Fold(Company);
        ValueSort = EstimatedValue is { } value ? Money.Cents(value) : -1;
        SearchText = Domain.SearchText.Build([Name, Company, .. Emails, ServiceAddress, Notes], Phones);
    }

    private void Take(Named? assignee) =>
        (AssigneeId, AssigneeName, AssigneeSort) = (assignee?.Id, assignee?.Name ?? "", Folding.Fold(assignee?.Name));
}
