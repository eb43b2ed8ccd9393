using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Counts leads and adds up what they are worth, status by status: from the kept totals where nothing else is asked, else by an index.</summary>
public sealed class LeadCounting(AppDb db, CurrentUser user, CurrentBusiness business)
{
    public sealed record Sum(LeadStatus Status, int Count, decimal Value, int New);

    /// <summary>What each status with leads has; <c>New</c> counts those that were created since a moment, if one is given.</summary>
    public Task<List<Sum>> ByStatus(LeadCriteria criteria, Instant? since, CancellationToken ct) =>
        criteria.IsKept ? Kept(criteria, since, ct) : Counted(criteria, since ?? Instant.MaxValue, ct);

    /// <summary>How many fit, exactly up to <see cref="LeadSearch.Most"/>; null where they are more. It reads no more than it must to know.</summary>
    public async Task<int?> UpToMost(LeadCriteria criteria, CancellationToken ct)
    {
        var narrowing = new LeadNarrowing(db, user, business);
        var count = criteria.IsKept ? await criteria.Kept(db.LeadTotals.VisibleTo(user)).SumAsync(t => t.Count, ct)
            : criteria.Terms.Count == 0 ? await narrowing.Count(criteria, ct)
            : (await narrowing.Few(criteria, ct))?.Count;
        return count > LeadSearch.Most ? null : count;
    }

    private async Task<List<Sum>> Kept(LeadCriteria criteria, Instant? since, CancellationToken ct)
    {
        var totals = await criteria.Kept(db.LeadTotals.VisibleTo(user)).AsNoTracking().ToListAsync(ct);
        var created = since is { } moment ? await Created(criteria, moment, ct) : [];
        return [.. totals.GroupBy(t => t.Status).Select(g => new Sum(g.Key, g.Sum(t => t.Count), g.Sum(t => t.Value), created.GetValueOrDefault(g.Key)))];
    }

    private Task<Dictionary<LeadStatus, int>> Created(LeadCriteria criteria, Instant since, CancellationToken ct)
    {
        // None came before it was made: by the first the index is entered.
        var young = criteria.Filtered(db.LeadsBy(user.Scope == LeadScope.Own ? "ix_leads_assignee_came_at" : "ix_leads_created_at").VisibleTo(user).Where(l => l.CameAt >= since && l.CreatedAt >= since));
        return young.GroupBy(l => l.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    private async Task<List<Sum>> Counted(LeadCriteria criteria, Instant since, CancellationToken ct)
    {
        var found = await criteria.Of((await Among(criteria, ct)).VisibleTo(user)).GroupBy(l => l.Status).Select(g => new
        {
            Status = g.Key,
            Count = g.Count(),
            Cents = g.Sum(l => l.ValueSort > 0 ? l.ValueSort : 0),
            New = g.Sum(l => l.CreatedAt >= since ? 1 : 0),
        }).ToListAsync(ct);
        return found.ConvertAll(g => new Sum(g.Status, g.Count, g.Cents / 100m, g.New));
    }

    // The leads that an index narrows to; where a search means many of them, all.
    private async Task<IQueryable<Lead>> Among(LeadCriteria criteria, CancellationToken ct)
    {
        if (criteria.Terms.Count == 0) return db.LeadsBy(criteria.CadenceId is not null ? "ix_leads_cadence" : criteria.HasDue ? "ix_leads_next_due" : "ix_leads_filters");
        var few = await new LeadNarrowing(db, user, business).Few(criteria, ct);
        return few is null ? db.LeadsAsTheyLie(business) : db.Leads.Where(l => EF.Parameter(few).Contains(l.Id));
    }
}
