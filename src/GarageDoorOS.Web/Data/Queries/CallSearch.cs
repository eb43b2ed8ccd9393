using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Finds one page of the calls that a user may see: what wants a word first, then the newest.</summary>
public sealed class CallSearch(AppDb db, CurrentUser user)
{
    /// <summary>Up to here they are counted.</summary>
    public const int Most = 1_000;

    /// <summary>What is wanted. <paramref name="IsOpen"/>: only what wants a word. <paramref name="Number"/>: E.164.</summary>
    public sealed record Wanted(bool IsOpen, CallDirection? Direction, IReadOnlyList<CallEnd> Ends, Guid? MemberId, Guid? LeadId, Guid? CustomerId, string? Number, int Take, int Skip, Call? After)
    {
        public bool IsNarrowed => IsOpen || Direction is not null || Ends.Count > 0 || MemberId is not null || LeadId is not null || CustomerId is not null || Number is not null;
    }

    /// <summary><paramref name="More"/>: there are more than <paramref name="Total"/>.</summary>
    public sealed record Found(IReadOnlyList<Call> Page, bool HasNext, int Total, bool More);

    public async Task<Found> Find(Wanted wanted, CancellationToken ct)
    {
        var fitting = Fitting(wanted);
        var counted = await fitting.Take(Most + 1).CountAsync(ct);
        var past = wanted.After is { } last ? fitting.Where(c => !c.IsOpen || last.IsOpen).Where(c => (last.IsOpen && !c.IsOpen) || (c.At <= last.At && (c.At < last.At || c.Id < last.Id))) : fitting;
        var page = await past.OrderByDescending(c => c.IsOpen).ThenByDescending(c => c.At).ThenByDescending(c => c.Id).Skip(wanted.Skip).Take(wanted.Take + 1).ToListAsync(ct);
        var hasNext = page.Count > wanted.Take;
        return new(hasNext ? page[..wanted.Take] : page, hasNext, Math.Min(counted, Most), counted > Most);
    }

    /// <summary>The last calls of a record, whoever may see it.</summary>
    public Task<List<Call>> Last(CallParty party, int most, CancellationToken ct) =>
        db.Calls.AsNoTracking().Where(c => party.LeadId != null ? c.LeadId == party.LeadId : c.CustomerId == party.CustomerId).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(most).ToListAsync(ct);

    public Task<Call?> One(Guid id, CancellationToken ct) => Visible().SingleOrDefaultAsync(c => c.Id == id, ct);

    private IQueryable<Call> Fitting(Wanted wanted)
    {
        var all = Visible();
        if (wanted.IsOpen) all = all.Where(c => c.IsOpen);
        if (wanted.Direction is { } direction) all = all.Where(c => c.Direction == direction);
        if (wanted.Ends.Count > 0) all = all.Where(c => wanted.Ends.Contains(c.End!.Value));
        if (wanted.MemberId is { } member) all = all.Where(c => c.MemberId == member);
        if (wanted.LeadId is { } lead) all = all.Where(c => c.LeadId == lead);
        if (wanted.CustomerId is { } customer) all = all.Where(c => c.CustomerId == customer);
        if (wanted.Number is { } number) all = all.Where(c => c.Number == number);
        return all;
    }

    /// <summary>Those of the leads and customers that the user may see, and their own.</summary>
    private IQueryable<Call> Visible()
    {
        var (calls, me) = (db.Calls.AsNoTracking(), user.OwnId);
        if (!user.May(Permission.CustomersView)) calls = calls.Where(c => c.CustomerId == null || c.MemberId == me);
        if (user.Scope == LeadScope.All) return calls;
        var leads = db.Leads.VisibleTo(user);
        return calls.Where(c => c.MemberId == me || c.LeadId == null || leads.Any(l => l.Id == c.LeadId));
    }
}
