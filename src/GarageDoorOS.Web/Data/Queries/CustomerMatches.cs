using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Customers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>A customer who has a number or address of somebody else, and which.</summary>
public sealed record CustomerMatch(Customer Customer, IReadOnlySet<string> Keys)
{
    /// <summary><c>phone</c>, <c>email</c> or both.</summary>
    public IReadOnlyList<string> MatchedOn =>
        [.. Keys.Any(ContactKey.IsPhone) ? ["phone"] : (string[])[], .. Keys.Any(ContactKey.IsEmail) ? ["email"] : (string[])[]];
}

internal static class CustomerMatches
{
    private const int Most = 20;

    /// <summary>
    /// The customers, with whoever was merged into them, also those in the trash since <paramref name="trashedSince"/>, who share a number or address with <paramref name="somebody"/>: who shares more stands first. Call
    /// <see cref="AppDb.LockIdentity"/> before it where a customer may be created.
    /// </summary>
    public static async Task<IReadOnlyList<CustomerMatch>> CustomersLike(this AppDb db, IReachable somebody, Instant? trashedSince, CancellationToken ct)
    {
        var keys = somebody.Keys;
        if (keys.Count == 0) return [];
        var found = await (
            from key in db.ContactKeys
            where key.OwnerKind == SubjectKind.Customer && keys.Contains(key.Key) && key.OwnerId != somebody.Id
            join customer in db.Customers.AsNoTracking() on key.OwnerId equals customer.Id
            where customer.DeletedAt == null || customer.DeletedAt >= trashedSince || customer.MergedIntoId != null
            select new { key.Key, customer }).ToListAsync(ct);
        var standing = new Dictionary<Guid, Customer?>();
        foreach (var customer in found.Select(match => match.customer))
            if (!standing.ContainsKey(customer.Id)) standing[customer.Id] = customer.IsMerged ? await db.StandingFor(customer, ct) : customer;
        return
        [
            .. found.Select(match => (match.Key, Customer: standing[match.customer.Id]))
                .Where(match => match.Customer is { } customer && customer.Id != somebody.Id && (customer.DeletedAt is null || customer.DeletedAt >= trashedSince))
                .GroupBy(match => match.Customer!.Id)
                .Select(group => new CustomerMatch(group.First().Customer!, group.Select(match => match.Key).ToHashSet()))
                .OrderBy(match => match.Customer.IsDeleted).ThenByDescending(match => match.Keys.Count).ThenByDescending(match => match.Customer.UpdatedAt).ThenBy(match => match.Customer.Id)
                .Take(Most),
        ];
    }
}
