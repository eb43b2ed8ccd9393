using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Which part of a sorted list is wanted: so many leads after <see cref="Skip"/> others, or after one of them.</summary>
public sealed record LeadPlace(int Take, int Skip = 0, Lead? After = null);

/// <summary>
/// One page of a sorted list. A narrowed list is counted to <see cref="LeadSearch.Most"/>, <see cref="More"/> says that there are more;
/// <see cref="Total"/> is null where counting would take longer than finding.
/// </summary>
public sealed record FoundLeads(IReadOnlyList<Guid> Ids, bool HasNext, int? Total, bool More);

/// <summary>
/// Finds one page of the leads that a user may see, the same way on both databases whatever their planners believe: without a search take what another
/// index narrows to, if that is little, and sort it; else test the first rows of the sort index; where hits are dense there, walk on; else narrow; else walk.
/// </summary>
public sealed class LeadSearch(AppDb db, CurrentUser user, CurrentBusiness business)
{
    /// <summary>Up to here a narrowed list is counted exactly, and sorted rather than walked.</summary>
    public const int Most = 1_000;

    private const int FirstRows = 1_000;

    /// <summary>
    /// Walking to a full page takes 50 ÷ density rows; narrowing takes density × all rows, each some twenty times as dear. They cost the same where
    /// the hits among the first rows, squared, times all rows of the walk are this.
    /// </summary>
    private const double WalkingIsCheaper = 2e6;

    private readonly LeadNarrowing narrowing = new(db, user, business);

    /// <summary>The first that fit, uncounted.</summary>
    public Task<FoundLeads> First(LeadCriteria criteria, RecordOrder<Lead> order, int most, CancellationToken ct) => Find(criteria, order, new(most), mustCount: false, mayCount: false, ct);

    /// <summary>With <paramref name="mustCount"/> the total comes even where it takes a while.</summary>
    public Task<FoundLeads> Find(LeadCriteria criteria, RecordOrder<Lead> order, LeadPlace place, bool mustCount, CancellationToken ct) => Find(criteria, order, place, mustCount, mayCount: true, ct);

    private async Task<FoundLeads> Find(LeadCriteria criteria, RecordOrder<Lead> order, LeadPlace place, bool mustCount, bool mayCount, CancellationToken ct)
    {
        var walk = LeadWalk.Of(db, user, criteria, order);
        var rows = order.Sort(Past(walk.Leads.VisibleTo(user)));
        var reach = await Kept(walk.Held);
        if (walk.IsExact) return Result(await Ids(rows), reach);

        // Without a search it is counted in any case: where that finds few, nothing is walked in vain.
        var isCounted = mayCount && criteria.Terms.Count == 0 && !criteria.IsKept;
        if (isCounted)
        {
            // What a LIMIT has cut is sorted for itself: else the planner of PostgreSQL may walk the order instead.
            var count = await narrowing.Count(criteria, ct);
            if (count <= Most) return Result(await Ids(order.Sort(Past(narrowing.Filtered(criteria).Take(Most + 1)))), count);
        }

        var first = await Ids(order.Sort(criteria.Of(rows.Take(FirstRows))));
        if (first.Count > place.Take) return Result(first, await Total());
        var isDense = !mustCount && place.Skip == 0 && (double)first.Count * first.Count * reach > WalkingIsCheaper;
        if (isCounted || isDense || (criteria.IsKept && await Kept(criteria) > Most)) return Result(await Ids(order.Sort(criteria.Of(rows))), await Total());

        var few = await narrowing.Few(criteria, ct);
        return Result(await Ids(order.Sort(few is null ? criteria.Of(rows) : Those(few))), Count(few));

        IQueryable<Lead> Those(List<Guid> ids) => Past(db.Leads.Where(l => EF.Parameter(ids).Contains(l.Id)));
        IQueryable<Lead> Past(IQueryable<Lead> leads) => place.After is null ? leads : order.After(leads, place.After);
        Task<List<Guid>> Ids(IQueryable<Lead> leads) => leads.Select(l => l.Id).Skip(place.Skip).Take(place.Take + 1).ToListAsync(ct);
        Task<int> Kept(LeadCriteria kept) => kept.Kept(db.LeadTotals.VisibleTo(user)).SumAsync(t => t.Count, ct);
        async Task<int?> Total() =>
            !mayCount ? null
            : criteria.IsKept ? await Kept(criteria)
            : isCounted ? Count(null)
            : mustCount ? Count(await narrowing.Few(criteria, ct))
            : null;
        static int? Count(List<Guid>? few) => few?.Count ?? Most + 1;

        FoundLeads Result(List<Guid> found, int? total)
        {
            var hasNext = found.Count > place.Take;
            var more = !criteria.IsEmpty && total > Most;
            return new(hasNext ? found[..place.Take] : found, hasNext, more ? Most : total, more);
        }
    }
}
