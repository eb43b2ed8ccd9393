using System.Net;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Customers;

/// <summary>What merges do with estimates and jobs.</summary>
public sealed class MergeWithWorkTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task Estimates_and_jobs_move_along_and_back_and_later_ones_hold_the_two_together(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, ann, anna) = (await business.Api(), await business.NewCustomer("Ann"), await business.NewCustomer("Anna"));
        var (mine, theirs) = (await api.Create("/api/jobs", new { customerId = ann.Id, title = "Ann's" }), await api.Create("/api/jobs", new { customerId = anna.Id, title = "Anna's" }));
        var (estimate, thrown) = (await api.Create("/api/estimates", new { customerId = anna.Id, title = "Offer" }), await api.Create("/api/estimates", new { customerId = anna.Id, title = "Thrown away" }));
        (await api.DeleteVersion($"/api/estimates/{thrown.Id()}", 1)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Task<List<Guid>> Owners() => business.InDb(async db => (await db.Jobs.OrderBy(j => j.Id).Select(j => j.CustomerId).ToListAsync()).Concat(await db.Estimates.OrderBy(e => e.Id).Select(e => e.CustomerId).ToListAsync()).ToList());

        var merge = await Merge(api, ann.Id, anna.Id);
        (await Owners()).ShouldBe([ann.Id, ann.Id, ann.Id, ann.Id]);
        using (var undone = await api.PostJson($"/api/customers/{ann.Id}/merges/{merge}/undoing", new { })) await undone.ShouldBeJson(200);
        (await Owners()).ShouldBe([ann.Id, anna.Id, anna.Id, anna.Id]);

        var second = await Merge(api, ann.Id, anna.Id);
        var later = await api.Create("/api/estimates", new { customerId = anna.Id, title = "A later one" });
        later.GetProperty("customerId").GetGuid().ShouldBe(ann.Id, "who was merged is stood for by the other");
        using var refused = await api.PostJson($"/api/customers/{ann.Id}/merges/{second}/undoing", new { });
        (await refused.ShouldBeProblem(409, "later_work")).Text("detail")!.ShouldContain("The estimate A later one was made");
    }

    [Theory, BothDatabases]
    public async Task Work_that_is_begun_while_its_customer_is_merged_is_not_left_behind(Provider provider)
    {
        var nodes = await hosts.NodesOn(provider);
        for (var round = 0; round < LongRun.Rounds(4, 60); round++)
        {
            var business = await nodes[0].NewBusiness();
            var (one, two, key) = (await business.NewCustomer("One"), await business.NewCustomer("Two"), (await business.NewKey("owner")).Key);
            var (api, other) = (business.ApiWith(key, nodes[0]), business.ApiWith(key, nodes[^1]));
            var approved = await api.Create("/api/estimates", new { customerId = two.Id, title = "Offer", status = "approved" });
            var answers = await Task.WhenAll(
                other.PostJson($"/api/customers/{one.Id}/merges", new { otherId = two.Id }),
                api.PostJson("/api/jobs", new { customerId = two.Id, title = "Meanwhile" }),
                api.PostJson($"/api/estimates/{approved.Id()}/job", null));
            answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Created);
            (await business.InDb(db => db.Jobs.Select(j => j.CustomerId).ToListAsync())).ShouldBe([one.Id, one.Id]);
        }
    }

    private static async Task<Guid> Merge(HttpClient api, Guid winner, Guid loser)
    {
        using var answer = await api.PostJson($"/api/customers/{winner}/merges", new { otherId = loser });
        return (await answer.ShouldBeJson(201)).Id();
    }
}
