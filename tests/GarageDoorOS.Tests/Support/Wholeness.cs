using GarageDoorOS.Domain.Leads;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace GarageDoorOS.Tests.Support;

/// <summary>A conversion is there as a whole or not at all.</summary>
public static class Wholeness
{
    public static Task<int> ConversionsShouldBeWhole(this TestBusiness business) => business.InDb(async db =>
    {
        var leads = await db.Leads.AsNoTracking().Where(l => l.Status == LeadStatus.Converted || l.CustomerId != null).ToListAsync();
        var conversions = await db.Conversions.AsNoTracking().ToListAsync();
        var customers = (await db.Customers.AsNoTracking().Select(c => c.Id).ToListAsync()).ToHashSet();
        var told = await db.Activities.AsNoTracking().Where(a => a.Kind == "converted" && a.Field == "status").Select(a => a.SubjectId).ToListAsync();

        leads.ShouldAllBe(l => l.Status == LeadStatus.Converted && customers.Contains(l.CustomerId!.Value));
        conversions.Select(c => (c.LeadId, c.CustomerId)).Order().ShouldBe(leads.Select(l => (l.Id, l.CustomerId!.Value)).Order());
        told.Order().ShouldBe(leads.Select(l => l.Id).Order());
        return conversions.Count;
    });
}
