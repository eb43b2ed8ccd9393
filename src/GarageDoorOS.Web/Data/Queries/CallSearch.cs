using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Finds one page of the calls that a user may see: what wants a word first, then the newest.</summary>
public sealed class CallSearch(AppDb db, CurrentUser user)
{
    /// <summary>Up to here they are counted.</summary>
    public const int Most = 1_000;

    /// <summary>Which calls are wanted. <paramref name="IsOpen"/>: only what wants a word. <paramref name="Number"/>: E.164. <paramref name="From"/> is among them, <paramref name="Before"/> is not.</summary>
    public sealed record Narrowing(bool IsOpen, CallDirection? Direction, IReadOnlyList<CallEnd> Ends, Guid? MemberId, Guid? LeadId, Guid? CustomerId, string? Number, Instant? From, Instant? Before)
    {
        public bool IsOfSomebody => LeadId is not null || CustomerId is not null || Number is not null;
    }

    /// <summary>So much of them after <paramref name="Skip"/> others, or after one of them.</summary>
    public sealed record Wanted(Narrowing By, int Take, int Skip, Call? After);

    /// <summary><paramref name="More"/>: there are more than <paramref name="Total"/>.</summary>
    public sealed record Found(IReadOnlyList<Call> Page, bool HasNext, int Total, bool More);

    /// <summary>
    /// What wants a word comes before the rest, so both are asked for by themselves: each by an index that has what it is narrowed by, and then the moment. Of somebody, or of a number,
    /// there are few.
    /// </summary>
    public async Task<Found> Find(Wanted wanted, CancellationToken ct)
    {
        var fitting = await Fitting(wanted.By, ct);
        if (wanted.By.IsOfSomebody) return await Few(fitting, wanted, ct);
        var (open, rest) = (Parts(Open(fitting, true), wanted.By), wanted.By.IsOpen ? [] : Parts(Open(fitting, false), wanted.By));
        var opens = await Count(open, Most + 1, ct);
        var counted = opens > Most ? opens : opens + await Count(rest, Most + 1 - opens, ct);

        var page = wanted.After is { IsOpen: false } ? [] : await Page(open, wanted.After, wanted.Skip, wanted.Take + 1, ct);
        if (page.Count <= wanted.Take)
        {
            var passed = wanted.Skip == 0 || page.Count > 0 ? 0 : wanted.Skip - (opens > Most ? await Count(open, int.MaxValue, ct) : opens);
            page.AddRange(await Page(rest, wanted.After is { IsOpen: false } last ? last : null, Math.Max(0, passed), wanted.Take + 1 - page.Count, ct));
        }
        return Cut(page, wanted, counted);
    }

    /// <summary>Of several ends each by itself: no index has them all in one order.</summary>
    private static List<IQueryable<Call>> Parts(IQueryable<Call> calls, Narrowing by) => by.Ends.Count < 2 ? [calls] : [.. by.Ends.Select(end => calls.Where(c => c.End == end))];

    private static async Task<int> Count(List<IQueryable<Call>> parts, int most, CancellationToken ct)
    {
        var counted = 0;
        foreach (var part in parts) counted += await part.Take(most - counted).CountAsync(ct);
        return counted;
    }

    private async Task<List<Call>> Page(List<IQueryable<Call>> parts, Call? after, int skip, int take, CancellationToken ct)
    {
        if (parts is [var only] && skip == 0) return await Latest(only, after).Take(take).ToListAsync(ct);
        if (parts is [var deep]) return await Rows(await Latest(deep, after).Select(c => c.Id).Skip(skip).Take(take).ToListAsync(ct), ct); // of what is passed over the index is enough
        var calls = new List<Call>();
        foreach (var part in parts) calls.AddRange(await Latest(part, after).Take(skip + take).ToListAsync(ct));
        return [.. calls.OrderByDescending(c => (c.At, c.Id)).Skip(skip).Take(take)];
    }

    /// <summary>Sorted here: by a sort in the query SQLite walks the whole log in its order instead of the few. Only who has more calls than are counted is walked for.</summary>
    private async Task<Found> Few(IQueryable<Call> fitting, Wanted wanted, CancellationToken ct)
    {
        var few = await fitting.Select(c => new { c.Id, c.IsOpen, c.At }).Take(Most + 1).ToListAsync(ct);
        if (few.Count > Most) return await Walk(fitting, wanted, few.Count, ct);
        var past = wanted.After is { } last ? few.Where(c => (last.IsOpen, last.At, last.Id).CompareTo((c.IsOpen, c.At, c.Id)) > 0) : few;
        var ids = past.OrderByDescending(c => (c.IsOpen, c.At, c.Id)).Skip(wanted.Skip).Take(wanted.Take + 1).Select(c => c.Id).ToList();
        return Cut(await Rows(ids, ct), wanted, few.Count);
    }

    private async Task<List<Call>> Rows(List<Guid> ids, CancellationToken ct)
    {
        var calls = await db.Calls.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id)).ToListAsync(ct);
        return [.. calls.OrderBy(c => ids.IndexOf(c.Id))];
    }

    private static async Task<Found> Walk(IQueryable<Call> fitting, Wanted wanted, int counted, CancellationToken ct)
    {
        var past = wanted.After is { } last ? fitting.Where(c => !c.IsOpen || last.IsOpen).Where(c => (last.IsOpen && !c.IsOpen) || (c.At <= last.At && (c.At < last.At || c.Id < last.Id))) : fitting;
        return Cut(await past.OrderByDescending(c => c.IsOpen).ThenByDescending(c => c.At).ThenByDescending(c => c.Id).Skip(wanted.Skip).Take(wanted.Take + 1).ToListAsync(ct), wanted, counted);
    }

    /// <summary>By a parameter: a bare flag, or NOT before it, leads SQLite to no index.</summary>
    private static IQueryable<Call> Open(IQueryable<Call> calls, bool isOpen) => calls.Where(c => c.IsOpen == isOpen);

    private static IQueryable<Call> Latest(IQueryable<Call> calls, Call? after) =>
        (after is null ? calls : calls.Where(c => c.At <= after.At && (c.At < after.At || c.Id < after.Id))).OrderByDescending(c => c.At).ThenByDescending(c => c.Id);

    private static Found Cut(List<Call> page, Wanted wanted, int counted)
    {
        var hasNext = page.Count > wanted.Take;
        return new(hasNext ? page[..wanted.Take] : page, hasNext, Math.Min(counted, Most), counted > Most);
    }

    /// <summary>The last calls with a lead, for whoever may see it.</summary>
    public Task<List<Call>> LastOfLead(Guid id, int most, CancellationToken ct) => Last(db.Calls.Where(c => c.LeadId == id), most, ct);

    /// <summary>The last calls with a customer, with whoever was merged into it, and with the leads that became it.</summary>
    public async Task<List<Call>> LastOfCustomer(IReadOnlyList<Guid> customers, IReadOnlyList<Guid> leads, int most, CancellationToken ct) =>
    [
        .. (await Last(db.Calls.Where(c => EF.Parameter(customers).Contains(c.CustomerId!.Value)), most, ct)).Concat(await Last(db.Calls.Where(c => EF.Parameter(leads).Contains(c.LeadId!.Value)), most, ct))
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(most),
    ];

    private static Task<List<Call>> Last(IQueryable<Call> calls, int most, CancellationToken ct) => calls.AsNoTracking().OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(most).ToListAsync(ct);

    public Task<Call?> One(Guid id, CancellationToken ct) => Visible().SingleOrDefaultAsync(c => c.Id == id, ct);

    private async Task<IQueryable<Call>> Fitting(Narrowing wanted, CancellationToken ct)
    {
        var all = Visible();
        if (wanted.IsOpen) all = Open(all, true);
        if (wanted.Direction is { } direction) all = all.Where(c => c.Direction == direction);
        if (wanted.Ends is [var end]) all = all.Where(c => c.End == end);
        else if (wanted.Ends.Count > 0) all = all.Where(c => wanted.Ends.Contains(c.End!.Value));
        if (wanted.MemberId is { } member) all = all.Where(c => c.MemberId == member);
        if (wanted.LeadId is { } lead) all = all.Where(c => c.LeadId == lead);
        if (wanted.CustomerId is { } customer)
        {
            var became = await db.Leads.Where(l => l.CustomerId == customer).Select(l => l.Id).ToListAsync(ct);
            all = all.Where(c => c.CustomerId == customer || EF.Parameter(became).Contains(c.LeadId!.Value));
        }
        if (wanted.From is { } from) all = all.Where(c => c.At >= from);
        if (wanted.Before is { } before) all = all.Where(c => c.At < before);
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
