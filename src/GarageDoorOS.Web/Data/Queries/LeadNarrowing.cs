using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Finds all leads that fit, without their order, as long as they are few.</summary>
internal sealed class LeadNarrowing(AppDb db, CurrentUser user, CurrentBusiness business)
{
    /// <summary>Whether counting to <see cref="LeadSearch.Most"/> reads little more than so many entries of one index.</summary>
    public bool IsQuick(LeadCriteria criteria) => criteria.Terms.Count == 0 || (!criteria.HasFilters && user.Scope == LeadScope.All);

    /// <summary>The ids of all that fit; null when they are more than <see cref="LeadSearch.Most"/>.</summary>
    public async Task<List<Guid>?> Few(LeadCriteria criteria, CancellationToken ct)
    {
        var byText = criteria.Terms.Any(t => t.IsLong());
        if (byText && await Some(criteria.Found(db.LeadsWith(business, criteria.Terms, LeadSearch.Most + 1)), ct) is { } meant)
            return criteria.HasFilters || user.Scope != LeadScope.All ? await Fitting(Those(meant)) : meant;

        var filtered = criteria.Filtered(db.LeadsBy(LeadIndexes.For(criteria, user.Scope)).VisibleTo(user));
        if (!byText) return await Some(criteria.Found(filtered), ct);
        if (!criteria.HasFilters && user.Scope == LeadScope.All) return null;
        if (await Some(filtered, ct) is { } narrowed) return await Fitting(Those(narrowed));
        return await Some(criteria.Of((db is SqliteAppDb ? db.LeadsWith(business, criteria.Terms, 0) : db.LeadsBy("")).VisibleTo(user)), ct);

        Task<List<Guid>> Fitting(IQueryable<Lead> leads) => criteria.Of(leads.VisibleTo(user)).Select(l => l.Id).ToListAsync(ct);
    }

    private static async Task<List<Guid>?> Some(IQueryable<Lead> leads, CancellationToken ct)
    {
        var ids = await leads.Select(l => l.Id).Take(LeadSearch.Most + 1).ToListAsync(ct);
        return ids.Count > LeadSearch.Most ? null : ids;
    }

    private IQueryable<Lead> Those(List<Guid> ids) => db.Leads.Where(l => EF.Parameter(ids).Contains(l.Id));
}
