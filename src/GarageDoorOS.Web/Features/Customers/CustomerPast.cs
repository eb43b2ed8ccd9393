using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>A customer with the leads that it came from: their story is its own.</summary>
public sealed class CustomerPast(AppDb db, CurrentUser user)
{
    /// <summary><paramref name="MayOpen"/>: the user sees the lead itself too.</summary>
    public sealed record FormerLead(Lead Lead, Instant? ConvertedAt, bool MayOpen);

    public sealed record Whole(Customer Customer, IReadOnlyList<FormerLead> Leads);

    public async Task<Whole> Of(Customer customer, CancellationToken ct)
    {
        var found = await (
            from conversion in db.Conversions
            where conversion.CustomerId == customer.Id
            join lead in db.Leads.AsNoTracking() on conversion.LeadId equals lead.Id
            orderby conversion.At, lead.Id
            select new { lead, conversion.At }).ToListAsync(ct);
        var ids = found.ConvertAll(f => f.lead.Id);
        var seen = (await db.Leads.VisibleTo(user).Where(l => ids.Contains(l.Id) && l.DeletedAt == null).Select(l => l.Id).ToListAsync(ct)).ToHashSet();
        return new(customer, found.ConvertAll(f => new FormerLead(f.lead, f.At, seen.Contains(f.lead.Id))));
    }
}
