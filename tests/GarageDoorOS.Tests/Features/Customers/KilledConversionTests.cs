using System.Collections.Concurrent;
using System.Net.Http.Headers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Customers;

/// <summary>kill -9 in the midst of conversions: nothing acknowledged is lost, nothing is half done, and sending it all again makes nobody twice.</summary>
public sealed class KilledConversionTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task What_was_acknowledged_stands_and_the_rest_is_whole_or_not_there(Provider provider)
    {
        for (var round = 0; round < LongRun.Rounds(1, 8); round++)
        {
            var business = await (await hosts.On(provider)).NewBusiness();
            var leads = (await business.AddLeads(52)).Where(l => l.Name.Length > 0).Select(l => l.Id).ToList();
            var key = (await business.NewKey("office_staff")).Key;

            var acknowledged = await ConvertUntilKilled(business, leads, key, after: 6 + round * 4);
            await EveryLeadIsWholeOrUntouched(business);

            // After the restart a program sends everything again, with the keys it used before.
            await using var server = await ServerProcess.Start(business.Host.Database);
            foreach (var lead in leads)
            {
                using var answer = await Convert(server, key, lead);
                // Its answer was lost with the server, but what it did was kept together with the answer: it is given again.
                var customer = (await answer.ShouldBeJson(201)).Text("customerId");
                if (acknowledged.TryGetValue(lead, out var before)) customer.ShouldBe(before);
            }
            (await business.InDb(db => db.Customers.CountAsync())).ShouldBe(leads.Count);
            await EveryLeadIsWholeOrUntouched(business);
            await business.DerivedRowsShouldAgree();
        }
    }

    private static async Task<ConcurrentDictionary<Guid, string>> ConvertUntilKilled(TestBusiness business, IReadOnlyList<Guid> leads, string key, int after)
    {
        await using var server = await ServerProcess.Start(business.Host.Database);
        var acknowledged = new ConcurrentDictionary<Guid, string>();
        var work = Parallel.ForEachAsync(leads, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (lead, _) =>
        {
            try
            {
                using var answer = await Convert(server, key, lead);
                acknowledged[lead] = (await answer.ShouldBeJson(201)).Text("customerId")!;
            }
            catch (HttpRequestException)
            {
                // The server was killed before it answered.
            }
            if (acknowledged.Count >= after) await server.Kill();
        });
        await work;
        acknowledged.Count.ShouldBeInRange(after, leads.Count - 1);
        return acknowledged;
    }

    private static async Task EveryLeadIsWholeOrUntouched(TestBusiness business)
    {
        var (leads, conversions, customers, timeline) = await business.InDb(async db => (
            await db.Leads.AsNoTracking().ToListAsync(), await db.Conversions.AsNoTracking().ToListAsync(),
            await db.Customers.AsNoTracking().Select(c => c.Id).ToListAsync(), await db.Activities.AsNoTracking().Select(a => a.SubjectId).ToListAsync()));
        foreach (var lead in leads.Where(l => l.Name.Length > 0))
        {
            var conversion = conversions.SingleOrDefault(c => c.LeadId == lead.Id);
            (lead.Status == LeadStatus.Converted).ShouldBe(conversion is not null);
            if (conversion is null) continue;
            lead.CustomerId.ShouldBe(conversion.CustomerId);
            customers.ShouldContain(conversion.CustomerId);
            timeline.ShouldContain(conversion.CustomerId);
        }
        customers.Count.ShouldBe(conversions.Count);
    }

    private static async Task<HttpResponseMessage> Convert(ServerProcess server, string key, Guid lead)
    {
        using var api = new HttpClient { BaseAddress = server.Address };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await api.PostJson($"/api/leads/{lead}/conversion", new { type = "residential" }, idempotencyKey: lead.ToString());
    }
}
