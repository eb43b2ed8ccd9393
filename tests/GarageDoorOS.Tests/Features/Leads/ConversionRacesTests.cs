using System.Net;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

/// <summary>Twice at once never makes two customers, on PostgreSQL not on two nodes either.</summary>
public sealed class ConversionRacesTests(SharedHosts hosts)
{
    private static readonly int Rounds = LongRun.Rounds(few: 3, many: 60);

    [Theory, BothDatabases]
    public async Task Of_eight_simultaneous_conversions_of_one_lead_one_is_made_and_seven_are_told_so(Provider provider)
    {
        var (business, nodes) = await Start(provider);
        for (var round = 0; round < Rounds; round++)
        {
            var lead = await business.NewLead($"Racer {round}", [TestPeople.NewPhone()]);
            var answers = await Together(nodes, [.. Enumerable.Repeat(lead, 8)]);
            var made = (await answers.Single(a => a.StatusCode == HttpStatusCode.Created).ShouldBeJson(201)).GetProperty("customerId").GetGuid();
            foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
                (await refused.ShouldBeProblem(409, "already_converted")).GetProperty("customerId").GetGuid().ShouldBe(made);
        }
        await NothingIsHalfDone(business, customers: Rounds);
    }

    [Theory, BothDatabases]
    public async Task Of_two_leads_of_one_person_at_once_one_is_made_and_one_is_told_who_it_is(Provider provider)
    {
        var (business, nodes) = await Start(provider);
        for (var round = 0; round < Rounds; round++)
        {
            var phone = TestPeople.NewPhone();
            var (one, other) = (await business.NewLead($"One {round}", [phone]), await business.NewLead($"Other {round}", ["+1" + phone]));
            var answers = await Together(nodes, one, other);
            var made = (await answers.Single(a => a.StatusCode == HttpStatusCode.Created).ShouldBeJson(201)).GetProperty("customerId").GetGuid();
            var problem = await answers.Single(a => a.StatusCode != HttpStatusCode.Created).ShouldBeProblem(409, "duplicate_customer");
            problem.GetProperty("candidates").EnumerateArray().Single().Id().ShouldBe(made);
        }
        await NothingIsHalfDone(business, customers: Rounds);
    }

    [Theory, BothDatabases]
    public async Task Eight_leads_linked_at_once_to_one_customer_all_arrive(Provider provider)
    {
        var (business, nodes) = await Start(provider);
        var customer = await business.NewCustomer();
        var leads = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => business.NewLead($"Caller {i}", [TestPeople.NewPhone()])));
        var answers = await Task.WhenAll(leads.Select((lead, i) => nodes[i % nodes.Count].PostJson($"/api/leads/{lead.Id}/conversion", new { linkToCustomerId = customer.Id })));
        foreach (var answer in answers) await answer.ShouldBeJson(201);
        var after = await business.InDb(db => db.Customers.SingleAsync());
        after.Phones.Select(p => p.E164).Order().ShouldBe(leads.SelectMany(l => l.Phones).Select(p => p.E164).Order());
        await NothingIsHalfDone(business, customers: 1);
    }

    private async Task<(TestBusiness Business, IReadOnlyList<HttpClient> Nodes)> Start(Provider provider)
    {
        var nodes = await hosts.NodesOn(provider);
        var business = await nodes[0].NewBusiness();
        var (key, _) = await business.NewKey("owner");
        return (business, [.. nodes.Select(node => business.ApiWith(key, node))]);
    }

    private static Task<HttpResponseMessage[]> Together(IReadOnlyList<HttpClient> nodes, params Lead[] leads) =>
        Task.WhenAll(leads.Select((lead, i) => Task.Run(() => nodes[i % nodes.Count].PostJson($"/api/leads/{lead.Id}/conversion", new { type = CustomerType.Residential.Word() }))));

    private static async Task NothingIsHalfDone(TestBusiness business, int customers)
    {
        await business.ConversionsShouldBeWhole();
        (await business.InDb(db => db.Customers.CountAsync())).ShouldBe(customers);
        await business.DerivedRowsShouldAgree();
    }
}
