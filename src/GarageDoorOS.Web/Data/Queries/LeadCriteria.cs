using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using NodaTime;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>What a list of leads is narrowed to; a part that is empty narrows nothing.</summary>
public sealed record LeadCriteria
{
    public IReadOnlyList<Term> Terms { get; init; } = [];
    public IReadOnlyList<LeadStatus> Statuses { get; init; } = [];
    public Named? Source { get; init; }
    public Guid? AssigneeId { get; init; }

    /// <summary>Only leads that nobody works.</summary>
    public bool InPool { get; init; }
    public Instant? CreatedFrom { get; init; }
    public Instant? CreatedBefore { get; init; }

    /// <summary>The range of <see cref="Lead.NextDueSort"/> in which the next task lies.</summary>
    public (long From, long Before)? Due { get; init; }

    /// <summary>What the next task is.</summary>
    public TaskKind? TaskKind { get; init; }

    /// <summary>The cadence that they are in.</summary>
    public Guid? CadenceId { get; init; }

    /// <summary>Only open leads for which nothing is to be done.</summary>
    public bool HasNoTask { get; init; }
    public decimal? ValueMin { get; init; }
    public decimal? ValueMax { get; init; }

    public bool HasAssignee => InPool || AssigneeId is not null;
    public bool HasValue => ValueMin is not null || ValueMax is not null;
    public bool HasDue => Due is not null || HasNoTask || TaskKind is not null || CadenceId is not null;
    public bool HasCreated => CreatedFrom is not null || CreatedBefore is not null;

    /// <summary>Nothing but what the kept totals know.</summary>
    public bool IsKept => Terms.Count == 0 && Source is null && !HasCreated && !HasValue && !HasDue;
    public bool HasFilters => Statuses.Count > 0 || Source is not null || HasAssignee || HasCreated || HasValue || HasDue;
    public bool IsEmpty => Terms.Count == 0 && !HasFilters;

    /// <summary>The leads of <paramref name="leads"/> that fit in every part.</summary>
    public IQueryable<Lead> Of(IQueryable<Lead> leads) => Found(Filtered(leads));

    /// <summary>The kept totals of the statuses and the assignee asked for.</summary>
    public IQueryable<LeadTotal> Kept(IQueryable<LeadTotal> totals)
    {
        if (Statuses.Count > 0) totals = totals.Where(t => Statuses.Contains(t.Status));
        var assignee = AssigneeId ?? Guid.Empty;
        return HasAssignee ? totals.Where(t => t.AssigneeId == assignee) : totals;
    }

    /// <summary>All parts but the search.</summary>
    public IQueryable<Lead> Filtered(IQueryable<Lead> leads)
    {
        if (Statuses is [var status]) leads = leads.Where(l => l.Status == status);
        else if (Statuses.Count > 0) leads = leads.Where(l => Statuses.Contains(l.Status));
        if (Source is { Id: var source }) leads = leads.Where(l => l.SourceId == source);
        if (AssigneeId is { } assignee) leads = leads.Where(l => l.AssigneeId == assignee);
        else if (InPool) leads = leads.Where(l => l.AssigneeId == null);
        if (CreatedFrom is { } from) leads = leads.Where(l => l.CreatedAt >= from);
        if (CreatedBefore is { } before) leads = leads.Where(l => l.CreatedAt < before);
        if (Due is var (due, later)) leads = leads.Where(l => l.NextDueSort >= due && l.NextDueSort < later);
        if (HasNoTask) leads = leads.Where(l => l.NextDueSort == TaskDue.None);
        if (TaskKind is { } kind) leads = leads.Where(l => l.NextKind == kind);
        if (CadenceId is { } cadence) leads = leads.Where(l => l.CadenceId == cadence);
        if (!HasValue) return leads;
        // Leads without a value stand at -1 and are in no range.
        var (min, max) = (Money.Cents(ValueMin ?? 0), Money.Cents(ValueMax ?? Money.Max));
        return leads.Where(l => l.ValueSort >= min && l.ValueSort <= max);
    }

    /// <summary>Only the search.</summary>
    public IQueryable<Lead> Found(IQueryable<Lead> leads) => leads.With(Terms);
}
