using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

/// <summary>The program is killed in the middle of conversions: nothing acknowledged is lost, nothing is half done.</summary>
public sealed class ConversionKillTests
{
    private const int LeadsInARound = 60, Workers = 6;

    [Theory, BothDatabases]
    public async Task After_a_kill_every_conversion_is_there_as_a_whole_or_not_at_all(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var business = await host.NewBusiness();
        var (key, _) = await business.NewKey("owner");
        var acknowledged = new ConcurrentDictionary<Guid, Guid>();
        for (var round = 0; round < LongRun.Rounds(few: 1, many: 12); round++)
        {
            var leads = await Leads(business);
            await using (var server = await ServerProcess.Start(host.Database))
            {
                // Some of each round are acknowledged before the kill, others are under way.
                var enough = acknowledged.Count + 5 + round * 3;
                using var killed = new CancellationTokenSource();
                await Task.WhenAll(Convert(server.Address, key, leads, async (lead, customer) =>
                {
                    acknowledged[lead] = customer;
                    if (acknowledged.Count < enough || killed.IsCancellationRequested) return;
                    await killed.CancelAsync();
                    await server.Kill();
                }));
            }
            await Check(business, acknowledged);
        }

        await using var again = await ServerProcess.Start(host.Database);
        var open = await business.InDb(db => db.Leads.Where(l => l.Status != LeadStatus.Converted).Select(l => l.Id).ToListAsync());
        await Task.WhenAll(Convert(again.Address, key, open, (lead, customer) => Task.FromResult(acknowledged[lead] = customer)));
        // Some were done and never acknowledged: the kill came in between. With the second server all leads are converted, each once.
        (await Check(business, acknowledged)).ShouldBe(await business.InDb(db => db.Leads.CountAsync()));
    }

    private static async Task<int> Check(TestBusiness business, ConcurrentDictionary<Guid, Guid> acknowledged)
    {
        var made = await business.ConversionsShouldBeWhole();
        var kept = await business.InDb(db => db.Conversions.ToDictionaryAsync(c => c.LeadId, c => c.CustomerId));
        foreach (var (lead, customer) in acknowledged) kept.GetValueOrDefault(lead).ShouldBe(customer, "an acknowledged conversion is lost");
        (await business.InDb(db => db.Customers.CountAsync())).ShouldBe(made, "a customer without its conversion");
        await business.DerivedRowsShouldAgree();
        return made;
    }

    private static async Task<IReadOnlyList<Guid>> Leads(TestBusiness business)
    {
        var leads = new List<Guid>();
        for (var i = 0; i < LeadsInARound; i++) leads.Add((await business.NewLead($"Lead {i}", [TestPeople.NewPhone()])).Id);
        return leads;
    }

    private static IEnumerable<Task> Convert(Uri address, string key, IReadOnlyList<Guid> leads, Func<Guid, Guid, Task> acknowledge) =>
        Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            using var api = new HttpClient { BaseAddress = address };
            api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            foreach (var lead in leads.Where((_, i) => i % Workers == worker))
            {
                try
                {
                    using var answer = await api.PostJson($"/api/leads/{lead}/conversion", new { type = "residential" });
                    var text = await answer.Content.ReadAsStringAsync();
                    if (answer.StatusCode == HttpStatusCode.Created) await acknowledge(lead, System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("customerId").GetGuid());
                }
                catch (Exception e) when (e is HttpRequestException or IOException)
                {
                    return; // killed
                }
            }
        }));
}
