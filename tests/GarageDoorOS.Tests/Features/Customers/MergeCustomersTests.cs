using System.Net;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Customers;

/// <summary>Two customers become one, with all that hangs on them, and two again as long as nobody has worked on.</summary>
public sealed class MergeCustomersTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task Lists_are_united_single_values_are_chosen_and_the_leads_move_along(Provider provider)
    {
        var (business, api) = await Start(provider);
        var (ann, anna) = await Two(business);
        var lead = await Converted(business, api, anna.Id);
        using var answer = await api.PostJson($"/api/customers/{ann.Id}/merges", new { otherId = anna.Id, take = new { name = "other", emails = "mine" } });
        var merge = await answer.ShouldBeJson(201);
        (merge.GetProperty("customerId").GetGuid(), merge.GetProperty("mergedCustomerId").GetGuid()).ShouldBe((ann.Id, anna.Id));

        var now = await api.GetJson($"/api/customers/{ann.Id}");
        now.Text("name").ShouldBe("Anna Lee");
        now.GetProperty("phones").EnumerateArray().Select(p => p.Text("number")).ShouldBe(["(512) 555-0111", "(512) 555-0122"]);
        now.GetProperty("emails").EnumerateArray().Select(e => e.GetString()).ShouldBe(["ann@lee.example"]);
        now.Text("notes").ShouldBe("Gate code 12.\n\nHas a dog.");
        now.GetProperty("leads").EnumerateArray().Select(l => l.Id()).ShouldBe([lead]);
        (await business.InDb(db => db.Leads.SingleAsync(l => l.Id == lead))).CustomerId.ShouldBe(ann.Id);
        (await api.GetJson("/api/customers")).GetProperty("items").EnumerateArray().Select(c => c.Id()).ShouldBe([ann.Id]);
        (await api.GetJson($"/api/customers/{ann.Id}/activity")).GetProperty("items").EnumerateArray().Select(l => l.Text("kind")).ShouldContain("merged_into", "the story of both is one");
        await business.DerivedRowsShouldAgree("a merge");
    }

    [Theory, BothDatabases]
    public async Task The_losers_address_leads_to_the_winner_also_by_way_of_another(Provider provider)
    {
        var (business, api) = await Start(provider);
        var (one, two, three) = (await business.NewCustomer("One"), await business.NewCustomer("Two"), await business.NewCustomer("Three"));
        await Merge(api, two.Id, one.Id);
        await Merge(api, three.Id, two.Id);
        var page = await business.Page("owner");
        foreach (var gone in new[] { one, two })
        {
            using var moved = await page.Http.GetAsync($"/customers/{gone.Id}");
            moved.Headers.Location!.OriginalString.ShouldBe($"/customers/{three.Id}");
            using var asked = await api.GetAsync($"/api/customers/{gone.Id}");
            asked.Headers.Location!.OriginalString.ShouldBe($"/api/customers/{three.Id}");
        }
        using var restored = await api.PostJson($"/api/customers/{one.Id}/restoration", new { });
        await restored.ShouldBeProblem(409, "merged");
    }

    [Theory, BothDatabases]
    public async Task A_number_of_the_loser_still_finds_the_winner_when_a_lead_is_converted(Provider provider)
    {
        var (business, api) = await Start(provider);
        var (ann, anna) = await Two(business);
        await Merge(api, ann.Id, anna.Id, new { phones = "mine" });
        var lead = await business.NewLead("Anna", phones: ["512-555-0122"]);
        using var conflict = await api.PostJson($"/api/leads/{lead.Id}/conversion", new { type = "residential" });
        var problem = await conflict.ShouldBeProblem(409, "duplicate_customer");
        problem.GetProperty("candidates").EnumerateArray().Select(c => c.Id()).ShouldBe([ann.Id]);
        using var linked = await api.PostJson($"/api/leads/{lead.Id}/conversion", new { linkToCustomerId = anna.Id });
        (await linked.ShouldBeJson(201)).GetProperty("customerId").GetGuid().ShouldBe(ann.Id, "a merged customer stands for the other");
    }

    [Theory, BothDatabases]
    public async Task Taken_apart_both_are_as_they_were(Provider provider)
    {
        var (business, api) = await Start(provider);
        var (ann, anna) = await Two(business);
        var lead = await Converted(business, api, anna.Id);
        var (before, other) = (await api.GetJson($"/api/customers/{ann.Id}"), await api.GetJson($"/api/customers/{anna.Id}"));
        var merge = await Merge(api, ann.Id, anna.Id, new { name = "other" });
        using var undone = await api.PostJson($"/api/customers/{ann.Id}/merges/{merge}/undoing", new { });
        await undone.ShouldBeJson(200);
        foreach (var was in new[] { before, other })
        {
            var now = await api.GetJson($"/api/customers/{was.Id()}");
            foreach (var field in CustomerFacts.Fields.Keys.Append("leads")) now.GetProperty(field).ToString().ShouldBe(was.GetProperty(field).ToString(), field);
        }
        (await business.InDb(db => db.Leads.SingleAsync(l => l.Id == lead))).CustomerId.ShouldBe(anna.Id);
        await business.DerivedRowsShouldAgree("taking apart");
        using var again = await api.PostJson($"/api/customers/{ann.Id}/merges/{merge}/undoing", new { });
        await again.ShouldBeProblem(409, "unmerged");
    }

    [Theory, BothDatabases]
    public async Task What_somebody_has_worked_on_since_is_not_taken_apart_and_the_reason_is_said(Provider provider)
    {
        var (business, api) = await Start(provider);
        var (ann, anna) = await Two(business);
        var edited = await Merge(api, ann.Id, anna.Id);
        var version = (await api.GetJson($"/api/customers/{ann.Id}")).Version();
        using (var put = await api.PutJson($"/api/customers/{ann.Id}", new { notes = "New gate." }, version)) await put.ShouldBeJson(200);
        using (var refused = await api.PostJson($"/api/customers/{ann.Id}/merges/{edited}/undoing", new { })) (await refused.ShouldBeProblem(409, "later_work")).Text("detail")!.ShouldContain("has changed");

        var (bob, rob, max) = (await business.NewCustomer("Bob"), await business.NewCustomer("Rob"), await business.NewCustomer("Max"));
        var linked = await Merge(api, bob.Id, rob.Id);
        await Converted(business, api, bob.Id);
        using (var refused = await api.PostJson($"/api/customers/{bob.Id}/merges/{linked}/undoing", new { })) await refused.ShouldBeProblem(409, "later_work");
        await Merge(api, max.Id, bob.Id);
        using (var refused = await api.PostJson($"/api/customers/{bob.Id}/merges/{linked}/undoing", new { })) await refused.ShouldBeProblem(409, "later_work");
    }

    [Theory, BothDatabases]
    public async Task After_thirty_days_they_stay_one(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var business = await host.NewBusiness();
        var (api, one, two) = (await business.Api(), await business.NewCustomer("One"), await business.NewCustomer("Two"));
        var merge = await Merge(api, one.Id, two.Id);
        host.Time.Pass(TimeSpan.FromDays(31));
        using var late = await api.PostJson($"/api/customers/{one.Id}/merges/{merge}/undoing", new { });
        await late.ShouldBeProblem(409, "too_late");
    }

    [Theory]
    [BothDatabases("""{}""", "otherId")]
    [BothDatabases("""{"otherId":"me"}""", "otherId")]
    [BothDatabases("""{"otherId":"0193a5c0-0000-7000-8000-000000000000"}""", "otherId")]
    [BothDatabases("""{"otherId":"SELF"}""", "otherId")]
    [BothDatabases("""{"otherId":"OTHER","take":{"name":"both"}}""", "take.name")]
    [BothDatabases("""{"otherId":"OTHER","take":{"shoe":"mine"}}""", "take.shoe")]
    [BothDatabases("""{"otherId":"OTHER","take":{"phones":7}}""", "take.phones")]
    [BothDatabases("""{"otherId":"OTHER","take":[]}""", "take")]
    [BothDatabases("""{"otherId":"OTHER","take":{"type":"other"}}""", "company")]
    public async Task What_is_wrong_is_said_by_its_field_and_nothing_is_merged(Provider provider, string body, string field)
    {
        var (business, api) = await Start(provider);
        var (one, two) = (await business.NewCustomer("One"), await business.NewCustomer("Two", company: "", type: CustomerType.Commercial));
        var sent = body.Replace("SELF", one.Id.ToString()).Replace("OTHER", two.Id.ToString());
        using var answer = await api.PostJson($"/api/customers/{one.Id}/merges", System.Text.Json.JsonSerializer.Deserialize<object>(sent));
        (await answer.ShouldBeProblem(422)).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
        (await business.InDb(db => db.Customers.CountAsync(c => c.DeletedAt == null))).ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task A_customer_of_another_business_cannot_be_merged_and_who_may_not_delete_may_not_merge(Provider provider)
    {
        var (business, api) = await Start(provider);
        var (one, two) = (await business.NewCustomer("One"), await business.NewCustomer("Two"));
        var foreign = await (await (await hosts.On(provider)).NewBusiness()).NewCustomer("Foreign");
        using (var refused = await api.PostJson($"/api/customers/{one.Id}/merges", new { otherId = foreign.Id })) await refused.ShouldBeProblem(422);
        using var office = await (await business.Api("office_staff")).PostJson($"/api/customers/{one.Id}/merges", new { otherId = two.Id });
        await office.ShouldBeProblem(403);
    }

    [Theory, BothDatabases]
    public async Task Merged_into_each_other_at_once_one_is_left(Provider provider)
    {
        var nodes = await hosts.NodesOn(provider);
        for (var round = 0; round < LongRun.Rounds(4, 60); round++)
        {
            var business = await nodes[0].NewBusiness();
            var (one, two, key) = (await business.NewCustomer("One"), await business.NewCustomer("Two"), (await business.NewKey("owner")).Key);
            var answers = await Task.WhenAll(
                business.ApiWith(key, nodes[0]).PostJson($"/api/customers/{one.Id}/merges", new { otherId = two.Id }),
                business.ApiWith(key, nodes[^1]).PostJson($"/api/customers/{two.Id}/merges", new { otherId = one.Id }));
            answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
            answers.ShouldAllBe(a => (int)a.StatusCode < 500);
            (await business.InDb(db => db.Customers.CountAsync(c => c.DeletedAt == null))).ShouldBe(1);
        }
    }

    [Theory, BothDatabases]
    public async Task On_the_page_one_finds_the_other_chooses_field_by_field_and_takes_it_back_from_the_timeline(Provider provider)
    {
        var (business, _) = await Start(provider);
        var (ann, anna) = await Two(business);
        var page = await business.Page("owner");
        var found = await page.Page($"/customers/{ann.Id}/merges/new?search=anna");
        found.QuerySelector($"a.hit[href*='{anna.Id}']").ShouldNotBeNull();
        var choose = await page.Page($"/customers/{ann.Id}/merges/new?other={anna.Id}");
        choose.QuerySelectorAll("input[name='take.name']").Length.ShouldBe(2);
        using (var merged = await page.Post($"/customers/{ann.Id}/merges", ("otherId", anna.Id.ToString()), ("take.name", "mine"))) merged.Headers.Location!.OriginalString.ShouldBe($"/customers/{ann.Id}");
        var record = await page.Page($"/customers/{ann.Id}");
        record.Body!.TextContent.ShouldContain("merged the customer Anna Lee into this");
        var undo = record.QuerySelector("form[action$='/undoing']")!.GetAttribute("action")!;
        using (var undone = await page.Post(undo)) undone.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await page.Page($"/customers/{anna.Id}")).Body!.TextContent.ShouldContain("apart again");
    }

    [Theory, BothDatabases]
    public async Task The_dialog_of_a_conversion_that_two_match_leads_to_their_merge_and_back(Provider provider)
    {
        var (business, _) = await Start(provider);
        var (one, two) = (await business.NewCustomer("One", ["512 555 0177"]), await business.NewCustomer("Two", ["512 555 0177"]));
        var lead = await business.NewLead("Again", phones: ["512 555 0177"]);
        var page = await business.Page("owner");
        var link = (await page.Page($"/leads/{lead.Id}/conversion")).QuerySelector("a[href*='/merges/new']")!.GetAttribute("href")!;
        var form = await page.Page(link);
        var (winner, loser) = link.Contains(one.Id.ToString().ToLowerInvariant() + "/merges") ? (one, two) : (two, one);
        using var merged = await page.Post($"/customers/{winner.Id}/merges", [.. form.QuerySelectorAll("form [type=hidden][name]").Select(f => (f.GetAttribute("name")!, f.GetAttribute("value")!))]);
        merged.Headers.Location!.OriginalString.ShouldBe($"/leads/{lead.Id}/conversion");
        (await (await business.Page("office_staff")).Page($"/leads/{lead.Id}/conversion")).QuerySelector("a[href*='/merges/new']").ShouldBeNull();
        (await business.InDb(db => db.Customers.CountAsync(c => c.MergedIntoId == winner.Id && c.Id == loser.Id))).ShouldBe(1);
    }

    private async Task<(TestBusiness Business, HttpClient Api)> Start(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        return (business, await business.Api());
    }

    private static async Task<(Customer Ann, Customer Anna)> Two(TestBusiness business) => (
        await business.NewCustomer("Ann Lee", ["(512) 555-0111"], ["ann@lee.example"], address: "1 Yard Rd", notes: "Gate code 12."),
        await business.NewCustomer("Anna Lee", ["(512) 555-0122", "512.555.0111"], ["anna@lee.example"], address: "1 yard rd", notes: "Has a dog."));

    private static async Task<Guid> Converted(TestBusiness business, HttpClient api, Guid customerId)
    {
        var lead = await business.NewLead("Somebody");
        using var answer = await api.PostJson($"/api/leads/{lead.Id}/conversion", new { linkToCustomerId = customerId });
        await answer.ShouldBeJson(201);
        return lead.Id;
    }

    private static async Task<Guid> Merge(HttpClient api, Guid winner, Guid loser, object? take = null)
    {
        using var answer = await api.PostJson($"/api/customers/{winner}/merges", new { otherId = loser, take });
        return (await answer.ShouldBeJson(201)).Id();
    }
}
