using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>The orders of the list of customers.</summary>
public static class CustomerOrder
{
    public static readonly RecordOrder<Customer>
        Name = RecordOrder<Customer>.By("ix_customers_name", c => c.NameSort),
        Company = RecordOrder<Customer>.By("ix_customers_company", c => c.CompanySort),
        Type = RecordOrder<Customer>.By("ix_customers_type", c => (int)c.Type),
        CreatedAt = RecordOrder<Customer>.By("ix_customers_created_at", c => c.CreatedAt),
        UpdatedAt = RecordOrder<Customer>.By("ix_customers_updated_at", c => c.UpdatedAt);
}

/// <summary>Finds one page of the customers: few hits are sorted, many are met while walking the sort index.</summary>
public sealed class CustomerSearch(AppDb db, CurrentBusiness business, CurrentUser user)
{
    /// <summary>Up to here a narrowed list is counted exactly.</summary>
    public const int Most = 1_000;

    /// <summary>Which customers are wanted.</summary>
    public sealed record Criteria(IReadOnlyList<Term> Terms, CustomerType? Type = null, CustomerStatus? Status = null)
    {
        public bool Narrows => Terms.Count > 0 || Type is not null || Status is not null;
    }

    /// <summary>So many of them after <paramref name="Skip"/> others, or after one of them.</summary>
    public sealed record Wanted(Criteria Criteria, RecordOrder<Customer> Order, int Take, int Skip, Customer? After);

    /// <summary><paramref name="More"/>: there are more than <paramref name="Total"/>.</summary>
    public sealed record Found(IReadOnlyList<Guid> Ids, bool HasNext, int Total, bool More);

    public async Task<Found> Find(Wanted wanted, CancellationToken ct)
    {
        var fitting = await Fitting(wanted.Criteria, ct);
        var isNarrowed = wanted.Criteria.Narrows;
        var counted = await (isNarrowed ? fitting.Take(Most + 1) : fitting).CountAsync(ct);
        var past = wanted.After is null ? fitting : wanted.Order.After(fitting, wanted.After);
        var ids = await wanted.Order.Sort(past).Select(c => c.Id).Skip(wanted.Skip).Take(wanted.Take + 1).ToListAsync(ct);
        var (hasNext, more) = (ids.Count > wanted.Take, isNarrowed && counted > Most);
        return new(hasNext ? ids[..wanted.Take] : ids, hasNext, more ? Most : counted, more);
    }

    /// <summary>The first who fit by name, uncounted.</summary>
    public async Task<IReadOnlyList<Guid>> First(IReadOnlyList<Term> terms, int most, CancellationToken ct) =>
        await CustomerOrder.Name.Sort(await Fitting(new(terms), ct)).Select(c => c.Id).Take(most).ToListAsync(ct);

    /// <summary>All that fit, in no order.</summary>
    public async Task<IQueryable<Customer>> Fitting(Criteria wanted, CancellationToken ct)
    {
        var all = Narrowed(db.Customers.Where(c => c.DeletedAt == null), wanted);
        if (!wanted.Terms.Any(t => t.IsLong())) return all.With(wanted.Terms);
        var few = await db.CustomerIdsWith(business, wanted.Terms, Most + 1).Take(Most + 1).ToListAsync(ct);
        return few.Count > Most ? all.With(wanted.Terms) : Narrowed(db.Customers.Where(c => EF.Parameter(few).Contains(c.Id)).With(wanted.Terms), wanted);
    }

    private IQueryable<Customer> Narrowed(IQueryable<Customer> customers, Criteria wanted) =>
        (wanted.Type is { } only ? customers.Where(c => c.Type == only) : customers).Standing(db, user, wanted.Status);
}
