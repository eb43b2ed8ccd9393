using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Finds the first leads of each status in the order of the list: at once where few leads fit, else walking an index per status.</summary>
public sealed class LeadColumns(AppDb db, CurrentUser user, CurrentBusiness business, LeadSearch search)
{
    public sealed record Column(LeadStatus Status, IReadOnlyList<Guid> Ids, bool HasNext);

    /// <summary>A column for each status asked for, or for all of them, with no more leads than <paramref name="most"/> says.</summary>
    public async Task<IReadOnlyList<Column>> Find(LeadCriteria criteria, RecordOrder<Lead> order, Func<LeadStatus, int> most, CancellationToken ct)
    {
        IReadOnlyList<LeadStatus> statuses = criteria.Statuses.Count > 0 ? criteria.Statuses : Enum.GetValues<LeadStatus>();
        if (await Few(criteria, ct) is { } few)
        {
            var sorted = await order.Sort(db.Leads.Where(l => EF.Parameter(few).Contains(l.Id))).Select(l => new { l.Id, l.Status }).ToListAsync(ct);
            var byStatus = sorted.ToLookup(l => l.Status, l => l.Id);
            return [.. statuses.Select(s => new Column(s, [.. byStatus[s].Take(most(s))], byStatus[s].Skip(most(s)).Any()))];
        }
        var columns = new List<Column>();
        foreach (var status in statuses)
        {
            var found = await search.First(criteria with { Statuses = [status] }, order, most(status), ct);
            columns.Add(new(status, found.Ids, found.HasNext));
        }
        return columns;
    }

    // Who sees all and filters nothing needs no narrowing: every row of each walk counts.
    private async Task<List<Guid>?> Few(LeadCriteria criteria, CancellationToken ct) =>
        user.Scope == LeadScope.All && (criteria with { Statuses = [] }).IsEmpty ? null : await new LeadNarrowing(db, user, business).Few(criteria, ct);
}
