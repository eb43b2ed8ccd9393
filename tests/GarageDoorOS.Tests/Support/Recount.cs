using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace GarageDoorOS.Tests.Support;

/// <summary>Holds what is kept beside the records against the records themselves.</summary>
public static class Recount
{
    /// <summary>lead_totals, contact_keys and sort columns are what a recount of this business gives.</summary>
    public static async Task DerivedRowsShouldAgree(this TestBusiness business, string after = "")
    {
        await business.LeadTotalsShouldAgree(after);
        await business.ContactKeysShouldAgree(after);
    }

    public static async Task LeadTotalsShouldAgree(this TestBusiness business, string after = "")
    {
        var (kept, counted) = await business.InDb(async db =>
        {
            var totals = await db.LeadTotals.AsNoTracking().ToListAsync();
            var leads = await db.Leads.AsNoTracking().Where(l => l.DeletedAt == null).ToListAsync();
            return (
                totals.Where(t => t.Count != 0 || t.Value != 0).Select(t => Line(t.AssigneeId, t.Status, t.Count, t.Value)),
                leads.GroupBy(l => (Assignee: l.AssigneeId ?? Guid.Empty, l.Status))
                    .Select(g => Line(g.Key.Assignee, g.Key.Status, g.Count(), g.Sum(l => l.EstimatedValue ?? 0))));
        });
        kept.Order().ShouldBe(counted.Order(), after);
    }

    public static async Task ContactKeysShouldAgree(this TestBusiness business, string after = "")
    {
        var (kept, counted) = await business.InDb(async db =>
        {
            var keys = await db.ContactKeys.AsNoTracking().ToListAsync();
            var leads = await db.Leads.AsNoTracking().ToListAsync();
            var customers = await db.Customers.AsNoTracking().ToListAsync();
            return (
                keys.Select(k => $"{k.OwnerKind} {k.OwnerId} {k.Key}"),
                leads.SelectMany(l => Keys(SubjectKind.Lead, l)).Concat(customers.SelectMany(c => Keys(SubjectKind.Customer, c))));
        });
        kept.Order().ShouldBe(counted.Order(), after);
    }

    private static string Line(Guid assignee, LeadStatus status, int count, decimal value) => $"{assignee} {status} {count} {value:F2}";

    private static IEnumerable<string> Keys(SubjectKind kind, IReachable owner) =>
        owner.Keys.Select(key => $"{kind} {owner.Id} {key}");
}
