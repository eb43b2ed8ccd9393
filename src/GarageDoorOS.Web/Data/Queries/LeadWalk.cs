using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>
/// Leads in the order of an index, without sorting. <see cref="Held"/> is the part of the criteria that the index itself holds to;
/// <see cref="IsExact"/>: that is all of it, so that every row counts.
/// </summary>
internal sealed record LeadWalk(IQueryable<Lead> Leads, LeadCriteria Held, bool IsExact)
{
    public static LeadWalk Of(AppDb db, CurrentUser user, LeadCriteria criteria, RecordOrder<Lead> order)
    {
        var seesAll = user.Scope == LeadScope.All;
        if (criteria.Statuses is [var status] && StatusIndex(order) is { } byStatus)
            return new(db.LeadsBy(byStatus).Where(l => l.Status == status), new() { Statuses = criteria.Statuses }, seesAll && (criteria with { Statuses = [] }).IsEmpty);

        if (criteria.TaskKind is { } kind && order.Index == LeadOrder.NextTask.Index)
            return new(db.LeadsBy("ix_leads_next_kind").Where(l => l.NextKind == kind), new(), IsExact: false);

        var assignee = criteria.AssigneeId ?? (user.Scope == LeadScope.Own && !criteria.InPool ? user.OwnId : null);
        if (order.Index == LeadOrder.CameAt.Index && (assignee is not null || criteria.InPool))
            return new(
                db.LeadsBy("ix_leads_assignee_came_at").Where(l => l.AssigneeId == assignee), new() { AssigneeId = assignee, InPool = criteria.InPool },
                (criteria with { AssigneeId = null, InPool = false }).IsEmpty);

        return new(db.LeadsBy(order.Index), new(), seesAll && criteria.IsEmpty);
    }

    private static string? StatusIndex(RecordOrder<Lead> order) =>
        order.Index == LeadOrder.Value.Index ? "ix_leads_status_value"
        : order.Index == LeadOrder.CameAt.Index ? "ix_leads_status_came_at"
        : null;
}

internal static class LeadIndexes
{
    /// <summary>The leads not in the trash by this very index: the planner of SQLite must be told, that of PostgreSQL finds it.</summary>
    public static IQueryable<Lead> LeadsBy(this AppDb db, string index)
    {
        if (db is not SqliteAppDb) return db.Leads.Where(l => l.DeletedAt == null);
        var sql = "SELECT * FROM leads INDEXED BY " + index + " WHERE deleted_at IS NULL";
        return db.Leads.FromSqlRaw(sql);
    }

    /// <summary>The index that reads least to answer the filters alone.</summary>
    public static string For(LeadCriteria criteria, LeadScope scope) =>
        criteria.CadenceId is not null ? "ix_leads_cadence"
        : criteria.TaskKind is not null ? "ix_leads_next_kind"
        : criteria.Due is not null || criteria.HasNoTask ? "ix_leads_next_due"
        : criteria.Statuses.Count > 0 ? "ix_leads_filters"
        : criteria.HasAssignee || scope == LeadScope.Own ? "ix_leads_assignee_came_at"
        : criteria.HasCreated ? "ix_leads_created_at"
        : criteria.HasValue ? "ix_leads_value"
        : criteria.Terms.Count > 0 && !criteria.HasFilters && (scope == LeadScope.All || !criteria.Terms.Any(t => t.IsLong())) ? "ix_leads_name" // short words begin the name
        : "ix_leads_filters";
}
