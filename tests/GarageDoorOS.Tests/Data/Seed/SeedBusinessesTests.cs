using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Seed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Data.Seed;

public class SeedBusinessesTests
{
    [Theory, BothDatabases]
    public async Task Each_business_gets_its_leads_and_customers_with_all_their_rows(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var names = await Seed(host, new(2, 1200, 150, 42));

        names.Count.ShouldBe(2);
        foreach (var name in names)
            await In(host, name, Check);
    }

    [Theory, BothDatabases]
    public async Task The_same_seed_invents_the_same_people(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        await using var other = await AppHost.Start(provider);
        var first = await People(host);
        var second = await People(other);

        first.ShouldBe(second);
        first.Count.ShouldBe(300);
    }

    [Theory, BothDatabases]
    public async Task Nothing_is_asked_for_and_nothing_is_made(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var names = await Seed(host, new(1, 0, 0, 42));
        var more = await Seed(host, new(1, 0, 0, 42));

        names.Concat(more).Distinct().Count().ShouldBe(2);
        (await In(host, names[0], db => db.Leads.CountAsync())).ShouldBe(0);
    }

    private static async Task<int> Check(AppDb db)
    {
        var leads = await db.Leads.ToListAsync();
        leads.Count.ShouldBe(1200);
        (await db.Customers.CountAsync()).ShouldBe(150);
        leads.ShouldAllBe(lead => (lead.Status == LeadStatus.Converted) == (lead.CustomerId != null));
        leads.Where(lead => lead.Status.IsClosed()).ShouldAllBe(lead => lead.LostReason != "");
        leads.Count(lead => lead.Notes.Contains(SeedWords.Rare)).ShouldBe(1);
        leads.Count(lead => lead.Notes.Contains(SeedWords.InTenPercent)).ShouldBe(120);
        leads.Count(lead => lead.Notes.Contains(SeedWords.InHalf)).ShouldBe(600);
        leads.SelectMany(lead => lead.Phones).ShouldAllBe(phone => phone == PhoneNumber.Read(phone.Number, "US", phone.Label));

        var totals = await db.LeadTotals.ToListAsync();
        foreach (var group in leads.GroupBy(lead => (lead.AssigneeId ?? Guid.Empty, lead.Status)))
        {
            var total = totals.Single(t => (t.AssigneeId, t.Status) == group.Key);
            (total.Count, total.Value).ShouldBe((group.Count(), group.Sum(lead => lead.EstimatedValue ?? 0)));
        }

        totals.Sum(total => total.Count).ShouldBe(1200);
        (await db.Activities.Select(line => line.SubjectId).Distinct().CountAsync()).ShouldBe(1350);
        var keys = await db.ContactKeys.Where(key => key.OwnerId == leads[0].Id).Select(key => key.Key).ToListAsync();
        keys.ShouldBe(ContactKey.Of(leads[0].Phones, leads[0].Emails), ignoreOrder: true);
        return 0;
    }

    private static async Task<List<string>> People(AppHost host)
    {
        var names = await Seed(host, new(1, 300, 20, 7));
        return await In(host, names[0], db => db.Leads.OrderBy(lead => lead.Name).ThenBy(lead => lead.Notes)
            .Select(lead => lead.Name + lead.Notes + lead.Status).ToListAsync());
    }

    private static Task<IReadOnlyList<string>> Seed(AppHost host, SeedBusinesses.Request request) =>
        host.Scoped(services => new SeedBusinesses(services).Handle(request, default));

    private static Task<T> In<T>(AppHost host, string name, Func<AppDb, Task<T>> work) => host.Scoped(async services =>
    {
        var db = services.GetRequiredService<AppDb>();
        var key = Business.KeyOf(name);
        await db.Enter(await db.Businesses.SingleAsync(business => business.NameKey == key));
        return await work(db);
    });
}
