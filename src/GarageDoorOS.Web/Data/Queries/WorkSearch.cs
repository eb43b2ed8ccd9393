using System.Linq.Expressions;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Finds one page of the estimates or the jobs, by the words of their title and of their customer's name.</summary>
public sealed class WorkSearch<TWork>(AppDb db, CurrentUser user) where TWork : WorkRecord, IWork<TWork>
{
    /// <summary>Up to here a narrowed list is counted exactly.</summary>
    public const int Most = 1_000;

    /// <summary>The orders of the list, each held by an index.</summary>
    public static IReadOnlyDictionary<string, RecordOrder<TWork>> Orders { get; } = new Dictionary<string, RecordOrder<TWork>>(StringComparer.OrdinalIgnoreCase)
    {
        ["title"] = By("title", w => w.TitleSort),
        ["status"] = By("status", w => (int)w.Status),
        ["amount"] = By("amount", w => w.AmountSort),
        ["date"] = By("date", w => w.DateSort),
        ["createdAt"] = By("created_at", w => w.CreatedAt),
        ["updatedAt"] = By("updated_at", w => w.UpdatedAt),
    };

    /// <summary>What is wanted: so much after <paramref name="Skip"/> others, or after one of them.</summary>
    public sealed record Wanted(IReadOnlyList<Term> Terms, IReadOnlyList<WorkStatus> Statuses, Guid? CustomerId, RecordOrder<TWork> Order, int Take, int Skip, TWork? After);

    /// <summary><paramref name="More"/>: there are more than <paramref name="Total"/>.</summary>
    public sealed record Found(IReadOnlyList<TWork> Page, bool HasNext, int Total, bool More);

    public async Task<Found> Find(Wanted wanted, CancellationToken ct)
    {
        var fitting = Fitting(wanted);
        var isNarrowed = wanted.Terms.Count > 0 || wanted.Statuses.Count > 0 || wanted.CustomerId is not null;
        var counted = await (isNarrowed ? fitting.Take(Most + 1) : fitting).CountAsync(ct);
        var past = wanted.After is null ? fitting : wanted.Order.After(fitting, wanted.After);
        var page = await wanted.Order.Sort(past).Skip(wanted.Skip).Take(wanted.Take + 1).ToListAsync(ct);
        var (hasNext, more) = (page.Count > wanted.Take, isNarrowed && counted > Most);
        return new(hasNext ? page[..wanted.Take] : page, hasNext, more ? Most : counted, more);
    }

    private IQueryable<TWork> Fitting(Wanted wanted)
    {
        var all = db.Set<TWork>().AsNoTracking().Where(w => w.DeletedAt == null);
        if (wanted.CustomerId is { } customer) all = all.Where(w => w.CustomerId == customer);
        if (wanted.Statuses.Count > 0) all = all.Where(w => wanted.Statuses.Contains(w.Status));
        return wanted.Terms.Aggregate(all, (found, term) => found.Where(term.Alternatives.Select(Occurs).Aggregate(SearchedText.Either)));
    }

    // Names of customers are not told, nor searched, to who may not see customers.
    private Expression<Func<TWork, bool>> Occurs(string text) => user.May(Permission.CustomersView)
        ? w => w.TitleSort.IndexOf(text) >= 0 || db.Customers.Any(c => c.Id == w.CustomerId && (c.NameSort.IndexOf(text) >= 0 || c.CompanySort.IndexOf(text) >= 0))
        : w => w.TitleSort.IndexOf(text) >= 0;

    private static RecordOrder<TWork> By<TKey>(string name, Expression<Func<TWork, TKey>> key) => RecordOrder<TWork>.By($"ix_{TWork.Described.Plural}_{name}", key);
}
