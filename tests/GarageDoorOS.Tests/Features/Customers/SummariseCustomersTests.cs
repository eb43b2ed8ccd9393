using System.Text.Json;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Customers;

/// <summary>The tiles over the customers, and the filter by how far their work is.</summary>
public sealed class SummariseCustomersTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task Each_tile_counts_what_its_filter_lists(Provider provider)
    {
        var (business, api) = await Five(provider);
        var all = await api.GetJson("/api/customers/summary");
        all.GetProperty("total").GetInt32().ShouldBe(5);
        Counts(all, "byType").ShouldBe([("residential", 4), ("commercial", 1)]);
        Counts(all, "byStatus").ShouldBe([("open", 2), ("past", 1), ("none", 2)]);
        (all.Text("openEstimates"), all.GetProperty("jobsToSchedule").GetInt32()).ShouldBe(("1200.50", 1));
        foreach (var (word, number) in Counts(all, "byStatus"))
            (await api.GetJson($"/api/customers?status={word}")).GetProperty("total").GetInt32().ShouldBe(number, word);
        (await api.GetJson("/api/customers?status=Open&sort=-name")).GetProperty("items").EnumerateArray().Select(c => c.Text("name")).ShouldBe(["Offered", "Coming"]);
        (await api.GetJson("/api/customers/summary?status=open&search=off")).GetProperty("total").GetInt32().ShouldBe(1);
        using var wrong = await api.GetAsync("/api/customers?status=asleep");
        (await wrong.ShouldBeProblem(422)).GetProperty("errors").TryGetProperty("status", out _).ShouldBeTrue();

        var page = await (await business.Page("owner")).Page("/customers?status=open");
        page.QuerySelector("#tile-open")!.GetAttribute("aria-current").ShouldBe("true");
        page.QuerySelectorAll(".tile b").Select(b => b.TextContent).ShouldBe(["5", "2", "0", "2", "1", "2", "$1,200", "1"], "a tile counts what it would list in place of its own filter");
        page.QuerySelectorAll("#customers tbody tr").Length.ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Work_that_one_may_not_see_is_told_by_no_count(Provider provider)
    {
        var (business, _) = await Five(provider);
        await business.OwnRole("Only jobs", LeadScope.All, Permission.CustomersView, Permission.JobsView);
        await business.OwnRole("No work", LeadScope.All, Permission.CustomersView);
        var jobs = await (await business.Api("only_jobs")).GetJson("/api/customers/summary");
        Counts(jobs, "byStatus").ShouldBe([("open", 1), ("past", 1), ("none", 3)]);
        (jobs.GetProperty("openEstimates").ValueKind, jobs.GetProperty("jobsToSchedule").GetInt32()).ShouldBe((JsonValueKind.Null, 1));

        var nothing = await business.Api("no_work");
        var none = await nothing.GetJson("/api/customers/summary");
        none.GetProperty("byStatus").GetArrayLength().ShouldBe(0);
        (none.GetProperty("openEstimates").ValueKind, none.GetProperty("jobsToSchedule").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));
        (await nothing.GetJson("/api/customers?status=open")).GetProperty("total").GetInt32().ShouldBe(0);
        var page = await (await business.Page("no_work")).Page("/customers");
        page.QuerySelectorAll(".tile").Length.ShouldBe(3);
        page.QuerySelector("#filter-status").ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task The_tiles_come_after_the_rows_where_only_the_list_was_asked_for(Provider provider)
    {
        var (business, _) = await Five(provider);
        var page = await business.Page("owner");
        (await page.Fragment("/customers?search=off", "customers")).QuerySelector("i[hx-target='#tiles']")!.GetAttribute("hx-get").ShouldBe("/customers/summary?search=off");
        (await page.Fragment("/customers/summary?search=off", "tiles")).QuerySelectorAll(".tile b").First().TextContent.ShouldBe("1");
        using var alone = await page.Http.GetAsync("/customers/summary?search=off");
        alone.Headers.Location!.ToString().ShouldBe("/customers?search=off");
    }

    /// <summary>Offered has an open estimate, Coming an unscheduled job, Served a done one, and for two there is nothing: of one it is in the trash.</summary>
    private async Task<(TestBusiness Business, HttpClient Api)> Five(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var (offered, coming, served, binned) = (await business.NewCustomer("Offered"), await business.NewCustomer("Coming"), await business.NewCustomer("Served"), await business.NewCustomer("Binned"));
        await business.NewCustomer("", company: "Nothing Inc", type: CustomerType.Commercial, contacts: new Contact("Ann"));
        await api.Create("/api/estimates", new { customerId = offered.Id, title = "Door", amount = "1200.50", status = "sent" });
        await api.Create("/api/estimates", new { customerId = served.Id, title = "Old", amount = "99", status = "declined" });
        await api.Create("/api/jobs", new { customerId = coming.Id, title = "Spring" });
        await api.Create("/api/jobs", new { customerId = served.Id, title = "Done", status = "done" });
        var gone = await api.Create("/api/jobs", new { customerId = binned.Id, title = "Gone" });
        (await api.DeleteVersion($"/api/jobs/{gone.Id()}", 1)).Dispose();
        return (business, api);
    }

    private static IReadOnlyList<(string Word, int Number)> Counts(JsonElement summary, string of) =>
        [.. summary.GetProperty(of).EnumerateArray().Select(c => (c.Text("word")!, c.GetProperty("number").GetInt32()))];
}
