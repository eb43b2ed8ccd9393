using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Finds all leads that fit, without their order, as long as they are few.</summary>
internal sealed class LeadNarrowing(AppDb db, CurrentUser user, CurrentBusiness business)
{
    private bool SeesAll => user.Scope == LeadScope.All;

    /// <summary>The ids of all that fit; null when they are more than <see cref="LeadSearch.Most"/>.</summary>
    public async Task<List<Guid>?> Few(LeadCriteria criteria, CancellationToken ct)
    {
        var byText = criteria.Terms.Any(t => t.IsLong());
        if (byText && await Some(db.IdsWith(business, criteria, LeadSearch.Most + 1), ct) is { } meant)
            return criteria.HasFilters || !SeesAll || !criteria.Terms.All(t => t.IsLong()) ? await Fitting(meant) : meant;

        var filtered = Filtered(criteria);
        if (!byText) return await Some(criteria.Found(filtered).Select(l => l.Id), ct);
        if (!criteria.HasFilters && SeesAll) return null;
        if (await Some(filtered.Select(l => l.Id), ct) is { } narrowed) return await Fitting(narrowed);
        return await Some(criteria.Of(db.LeadsWith(business, criteria).VisibleTo(user)).Select(l => l.Id), ct);

        Task<List<Guid>> Fitting(List<Guid> ids) => criteria.Of(Those(ids).VisibleTo(user)).Select(l => l.Id).ToListAsync(ct);
    }

    /// <summary>How many fit in all but the search, up to one more than <see cref="LeadSearch.Most"/>.</summary>
    public Task<int> Count(LeadCriteria criteria, CancellationToken ct) => Filtered(criteria).Take(LeadSearch.Most + 1).CountAsync(ct);

    /// <summary>Those that fit in all but the search, by the index that reads least.</summary>
    public IQueryable<Lead> Filtered(LeadCriteria criteria) => criteria.Filtered(db.LeadsBy(LeadIndexes.For(criteria, user.Scope)).VisibleTo(user));

    private static async Task<List<Guid>?> Some(IQueryable<Guid> found, CancellationToken ct)
    {
        var ids = await found.Take(LeadSearch.Most + 1).ToListAsync(ct);
        return ids.Count > LeadSearch.Most ? null : ids;
    }

    private IQueryable<Lead> Those(List<Guid> ids) => db.Leads.Where(l => EF.Parameter(ids).Contains(l.Id));
}
