using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Seed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Data.Seed;

public class DemoBusinessTests
{
    [Theory, BothDatabases]
    public async Task Development_begins_with_an_office_that_has_worked_for_two_years(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        await host.Services.FoundDemo(new HostingEnvironment { EnvironmentName = Environments.Development });
        await host.Services.FoundDemo(new HostingEnvironment { EnvironmentName = Environments.Development });

        await host.Scoped(async services =>
        {
            var db = services.GetRequiredService<AppDb>();
            await db.Enter(await db.Businesses.SingleAsync());
            var leads = await db.Leads.ToListAsync();
            leads.Count.ShouldBe(300);
            leads.Select(lead => lead.Status).Distinct().Count().ShouldBe(Enum.GetValues<LeadStatus>().Length);
            (leads.Max(lead => lead.CreatedAt) - leads.Min(lead => lead.CreatedAt)).TotalDays.ShouldBeInRange(700, 731);
            leads.Count(lead => leads.Max(l => l.CreatedAt) - lead.CreatedAt < Duration.FromDays(7)).ShouldBeInRange(20, 45);
            leads.Count(lead => lead.Name.Any(c => c > 127)).ShouldBeGreaterThan(3);
            (await db.TeamMembers.Select(member => member.Role).ToListAsync()).ShouldBe(["owner", "office_staff", "sales", "technician"], ignoreOrder: true);

            var (open, today) = (leads.Where(lead => lead.Status.IsOpen()).ToList(), SystemClock.Instance.GetCurrentInstant().InZone((await db.Businesses.SingleAsync()).Zone).Date);
            foreach (var group in new[] { DueGroup.Overdue, DueGroup.Today, DueGroup.Week, DueGroup.Later }) open.ShouldContain(lead => lead.NextDue != null && lead.NextDue.Value.Group(today) == group, $"{group}");
            open.ShouldContain(lead => lead.NextDue == null);

            var customers = await db.Customers.ToListAsync();
            customers.Count.ShouldBe(leads.Count(lead => lead.Status == LeadStatus.Converted) + 30);
            var known = customers.SelectMany(customer => customer.Keys).ToHashSet();
            leads.Count(lead => lead.Status.IsOpen() && lead.Keys.Any(known.Contains)).ShouldBe(2);
            return 0;
        });
    }

    [Fact]
    public async Task Production_begins_with_nothing()
    {
        await using var host = await AppHost.Start(Provider.Sqlite);
        await host.Services.FoundDemo(new HostingEnvironment { EnvironmentName = Environments.Production });

        (await host.Scoped(services => services.GetRequiredService<AppDb>().Businesses.CountAsync())).ShouldBe(0);
    }
}
