using System.Net;
using AngleSharp.Dom;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

/// <summary>Lists with a name: one's own and everybody's, each counted for who looks.</summary>
public sealed class ViewTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task A_list_is_saved_under_a_name_found_with_its_count_renamed_and_forgotten(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await business.NewLead("Ada");
        await business.NewLead("Bea", status: GarageDoorOS.Domain.Leads.LeadStatus.Qualified);
        var page = await business.Page("sales");

        var dialog = await page.Page("/leads/views/new?status=qualified&sort=-value&page=3&pageSize=25");
        dialog.Fields()["query"].ShouldBe("status=qualified&sort=-value");
        dialog.QuerySelector("[name=isShared]").ShouldBeNull();
        using (var nameless = await page.Send("/leads/views", dialog.Fields())) (await nameless.ShouldBePage(422)).ErrorOf("f-name").ShouldBe("Give the view a name.");
        using (var saved = await page.Send("/leads/views", dialog.Fields(), ("name", " Hot ones "))) saved.Headers.GetValues("HX-Trigger").Single().ShouldContain("views-changed");

        var menu = await page.Fragment("/leads/views?sort=-value&status=qualified", "views-menu");
        var line = menu.QuerySelectorAll(".view-line").Single();
        line.QuerySelector("a")!.GetAttribute("href").ShouldBe("/leads?status=qualified&sort=-value");
        (line.QuerySelector("span")!.TextContent, line.QuerySelector("b")!.TextContent).ShouldBe(("Hot ones", "1"));
        (await page.Page("/leads?status=qualified&sort=-value")).QuerySelectorAll(".list tbody tr").Length.ShouldBe(1);

        var view = await business.InDb(db => db.SavedViews.SingleAsync());
        var form = await page.FormAt($"/leads/views/{view.Id}");
        using (var renamed = await page.Send($"/leads/views/{view.Id}", form, ("name", "Warm ones"))) renamed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await business.InDb(db => db.SavedViews.SingleAsync())).Name.ShouldBe("Warm ones");
        using (var gone = await page.Submit(HttpMethod.Post, $"/leads/views/{view.Id}/removal", [("x", "")], htmx: true)) gone.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Page("/leads/views")).QuerySelectorAll(".view-line").ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Ones_own_views_are_nobody_elses_and_shared_ones_are_counted_for_who_looks_and_changed_by_few(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (sam, tom) = (await business.Member("sales", "Sam"), await business.Member("sales", "Tom"));
        foreach (var (name, who) in new[] { ("A", sam), ("B", sam), ("C", tom), ("D", (TestMember?)null) }) await business.NewLead(name, notes: "Broken spring", assignee: who);
        var (manager, his) = (await business.Api("manager"), await business.PageOf(sam));
        var shared = await manager.Create("/api/views", new { name = "Springs", query = "search=spring", isShared = true });
        var mine = await manager.Create("/api/views", new { name = "Mine", query = "assignee=me" });
        await manager.Create("/api/views", new { name = "Statuses", query = "status=new&status=lost", isShared = true });

        Counts(await manager.GetJson("/api/views")).ShouldBe(["Mine 0", "Springs 4", "Statuses 4"]);
        Counts(await his.Http.GetJson("/api/views")).ShouldBe(["Springs 3", "Statuses 3"]);
        ((int)(await his.Http.GetAsync($"/leads/views/{mine.Id()}")).StatusCode).ShouldBe(404);
        foreach (var path in new[] { $"/leads/views/{shared.Id()}", $"/leads/views/{shared.Id()}/removal" })
            using (var refused = await his.Submit(HttpMethod.Post, path, [("name", "Mine now"), ("query", "")], htmx: true)) refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using (var foreign = await his.Submit(HttpMethod.Post, $"/leads/views/{mine.Id()}/removal", [("x", "")], htmx: true)) foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var given = await his.Submit(HttpMethod.Post, "/leads/views", [("name", "For all"), ("query", ""), ("isShared", "true")], htmx: true)) given.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var path2 = $"/api/views/{shared.Id()}";
        using (var stale = await manager.PutJson(path2, new { name = "Springs!" }, 7)) await stale.ShouldBeProblem(412, "stale");
        using (var missing = await manager.PutJson(path2, new { name = "Springs!" })) await missing.ShouldBeProblem(428);
        using (var put = await manager.PutJson(path2, new { name = "Springs!" }, 1)) (await put.ShouldBeJson(200)).Version().ShouldBe(2);
        using (var deleted = await manager.DeleteVersion(path2, 2)) deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        foreach (var query in new[] { "status=hot", "nosuch=1", "sort=age", "source=Nowhere" })
            using (var wrong = await manager.PostJson("/api/views", new { name = "Wrong", query })) await wrong.ShouldBeProblem(422, "invalid");
    }

    [Theory, BothDatabases]
    public async Task A_view_whose_word_means_nothing_any_more_says_so_and_breaks_nothing(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (page, tom) = (await business.Page("owner"), await business.Member("sales", "Tom"));
        await business.NewLead("Ada", assignee: tom);
        await business.InDb(async db =>
        {
            var now = NodaTime.SystemClock.Instance.GetCurrentInstant();
            db.AddRange(GarageDoorOS.Domain.Leads.SavedView.Save(business.Id, null, "Gone", "source=Once+there", now), GarageDoorOS.Domain.Leads.SavedView.Save(business.Id, null, "Toms", $"assignee={tom.Id}", now));
            (await db.TeamMembers.SingleAsync(m => m.Id == tom.Id)).Deactivate();
            return await db.SaveChangesAsync();
        });
        var lines = (await page.Fragment("/leads/views", "views-menu")).QuerySelectorAll(".view-line").ToList();
        lines[0].TextContent.ShouldContain("There is no source «Once there».");
        lines[0].QuerySelector("b")!.TextContent.ShouldBeEmpty();
        lines[1].QuerySelector("b")!.TextContent.ShouldBe("1");
        (await page.Page("/leads?source=Once+there")).QuerySelectorAll(".list tbody tr").Length.ShouldBe(1);
    }

    private static IEnumerable<string> Counts(System.Text.Json.JsonElement views) =>
        views.GetProperty("items").EnumerateArray().Select(v => $"{v.Text("name")} {v.GetProperty("count").GetInt32()}");
}
