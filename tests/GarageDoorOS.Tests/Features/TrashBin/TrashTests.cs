using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.TrashBin;

/// <summary>What was deleted, who sees it, and how it comes back.</summary>
public sealed class TrashTests(SharedHosts hosts)
{
    private const string Page = "/settings/trash";

    [Theory, BothDatabases]
    public async Task What_was_deleted_is_listed_newest_first_and_comes_back_by_its_own_address(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var grace = await business.Member("owner", "Grace Okafor");
        var (page, api) = (await business.PageOf(grace), await business.Api());
        Texts(await page.Page(Page), ".blank h2").ShouldBe(["The trash is empty"]);

        var customer = (await business.NewCustomer("Colleen Novak")).Id;
        var lead = (await business.NewLead("Ray Novak")).Id;
        var estimate = (await api.Create("/api/estimates", new { customerId = customer, title = "Two doors" })).Id();
        var job = (await api.Create("/api/jobs", new { customerId = customer, title = "Spring" })).Id();
        foreach (var address in new[] { $"/leads/{lead}", $"/customers/{customer}", $"/estimates/{estimate}" })
            (await page.Post(address + "/deletion", ("version", "1"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await api.DeleteVersion($"/api/jobs/{job}", 1)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var list = await api.GetJson("/api/trash");
        Ids(list).ShouldBe([job, estimate, customer, lead]);
        list.GetProperty("total").GetInt32().ShouldBe(4);
        var first = list.GetProperty("items")[3];
        (first.Text("kind"), first.Text("name"), first.GetProperty("deletedBy").Text("kind"), first.GetProperty("deletedBy").Text("name")).ShouldBe(("lead", "Ray Novak", "team_member", "Grace Okafor"));
        (first.GetProperty("restorableUntil").GetDateTimeOffset() - first.GetProperty("deletedAt").GetDateTimeOffset()).ShouldBe(TimeSpan.FromDays(30));
        Ids(await api.GetJson("/api/trash?kind=lead&kind=job")).ShouldBe([job, lead]);
        Ids(await api.GetJson("/api/trash?search=novak")).ShouldBe([customer, lead]);
        Ids(await api.GetJson("/api/trash?search=two+DOORS&kind=estimate")).ShouldBe([estimate]);

        var shown = await page.Page(Page);
        Texts(shown, ".plain tbody th a").ShouldBe(["Spring", "Two doors", "Colleen Novak", "Ray Novak"]);
        shown.GetElementById(lead.ToString())!.TextContent.ShouldContain("by Grace Okafor");
        shown.GetElementById(lead.ToString())!.TextContent.ShouldContain("30 days");
        foreach (var form in shown.QuerySelectorAll(".plain form"))
        {
            using var back = await page.Submit(HttpMethod.Post, form.GetAttribute("action")!, [("x", "")], htmx: true);
            back.StatusCode.ShouldBe(HttpStatusCode.OK, await back.Content.ReadAsStringAsync());
            back.Headers.GetValues("HX-Trigger").Single().ShouldContain("is back.");
        }
        (await page.Fragment(Page, "trash")).QuerySelectorAll(".plain").Length.ShouldBe(0);
        (await api.GetJson($"/api/leads/{lead}")).Version().ShouldBe(3);
        (await api.GetJson("/api/trash")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task What_was_deleted_at_one_moment_is_paged_without_a_gap_and_what_is_older_than_30_days_is_gone(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var now = SystemClock.Instance.GetCurrentInstant();
        var (recent, leads) = (now - Duration.FromDays(30) + Duration.FromMinutes(5), new List<Guid>());
        for (var i = 0; i < 23; i++) leads.Add((await business.NewLead($"Lead {i}")).Id);
        var old = (await business.NewLead("Long gone")).Id;
        await business.InDb(async db =>
        {
            foreach (var lead in await db.Leads.ToListAsync()) lead.Discard(lead.Id == old ? now - Duration.FromDays(30) - Duration.FromSeconds(1) : recent);
            return await db.SaveChangesAsync();
        });
        var (page, api) = (await business.Page("owner"), await business.Api());
        var (byNumber, byAfter) = (new List<Guid>(), new List<Guid>());
        for (var number = 1; number <= 3; number++) byNumber.AddRange(Ids(await api.GetJson($"/api/trash?pageSize=10&page={number}")));
        for (string? after = ""; after is not null;)
        {
            var list = await api.GetJson("/api/trash?pageSize=10" + (after.Length > 0 ? $"&after={after}" : ""));
            list.GetProperty("total").GetInt32().ShouldBe(23);
            byAfter.AddRange(Ids(list));
            after = list.GetProperty("nextAfter").GetString();
        }
        byNumber.ShouldBe(leads.OrderDescending());
        byAfter.ShouldBe(byNumber);
        (await page.Page(Page)).QuerySelector(".plain td.num")!.TextContent.ShouldBe("1 day");
        await (await api.PostJson($"/api/leads/{old}/restoration", new { })).ShouldBeProblem(404);

        (await (await api.GetAsync($"/api/trash?after={old}")).ShouldBeProblem(422)).GetProperty("errors").TryGetProperty("after", out _).ShouldBeTrue();
        (await (await api.GetAsync("/api/trash?kind=door&colour=red")).ShouldBeProblem(422)).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["colour", "kind"], ignoreOrder: true);
        (await page.Page(Page + "?kind=door&page=1")).QuerySelector(".filter-wrong")!.TextContent.ShouldContain("A kind is");
        (await page.Page(Page + "?page=9")).QuerySelector(".blank h2")!.TextContent.ShouldBe("Nothing on this page");
    }

    [Theory, BothDatabases]
    public async Task Each_sees_what_they_may_bring_back_and_nothing_else(Provider provider)
    {
        var (host, now) = (await hosts.On(provider), SystemClock.Instance.GetCurrentInstant());
        var (business, stranger) = (await host.NewBusiness(), await host.NewBusiness());
        await business.OwnRole("Tidy", LeadScope.Own, Permission.LeadsView, Permission.LeadsDelete);
        var (owner, tidy) = (await business.Api(), await business.Member("tidy"));
        var (mine, theirs) = ((await business.NewLead("Mine", assignee: tidy)).Id, (await business.NewLead("Theirs")).Id);
        var (winner, loser) = ((await business.NewCustomer("Winner")).Id, (await business.NewCustomer("Loser")).Id);
        var estimate = (await owner.Create("/api/estimates", new { customerId = winner, title = "Two doors" })).Id();
        await (await owner.PostJson($"/api/customers/{winner}/merges", new { otherId = loser })).ShouldBeJson(201);
        await business.InDb(async db =>
        {
            foreach (var lead in await db.Leads.ToListAsync()) lead.Discard(now);
            (await db.Estimates.SingleAsync()).Discard(now);
            return await db.SaveChangesAsync();
        });
        Ids(await owner.GetJson("/api/trash")).ShouldBe(new[] { mine, theirs, estimate }.OrderDescending(), "the loser of a merge is taken apart, not restored");
        (await owner.GetJson("/api/trash")).GetProperty("items")[0].GetProperty("deletedBy").ValueKind.ShouldBe(JsonValueKind.Null);
        Ids(await (await business.Api("office_staff")).GetJson("/api/trash?kind=lead&kind=customer")).ShouldBeEmpty();
        Ids(await (await business.Api("sales")).GetJson("/api/trash")).ShouldBe([estimate]);
        Ids(await (await stranger.Api()).GetJson("/api/trash")).ShouldBeEmpty();
        await (await (await business.Api("lead_viewer")).GetAsync("/api/trash")).ShouldBeProblem(403, "forbidden");

        var page = await business.PageOf(tidy);
        var shown = await page.Page(Page);
        Texts(shown, ".plain tbody th a").ShouldBe(["Mine"]);
        Texts(shown, ".settings-nav a").ShouldBe(["Trash"]);
        shown.QuerySelectorAll("#filter-kind").Length.ShouldBe(0, "there is one kind to choose from");
        (await page.Http.GetAsync("/settings")).Headers.Location!.ToString().ShouldBe(Page);
        (await (await business.Page("lead_viewer")).Http.GetAsync(Page)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static IEnumerable<string> Texts(IParentNode page, string selector) => page.QuerySelectorAll(selector).Select(e => e.TextContent.Trim());

    private static IEnumerable<Guid> Ids(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(item => item.Id());
}
