using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

public sealed class LookTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task Density_and_columns_are_a_persons_own_and_with_them_on_every_machine(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (sam, ada) = (await business.Member("sales", "Sam"), await business.Member("sales", "Ada"));
        await business.AddLeads(60);
        var page = await business.PageOf(sam);
        (await page.Page("/leads")).QuerySelector("table.list")!.ClassName.ShouldBe("list");

        using (var chosen = await page.Submit(HttpMethod.Post, "/leads/look", [("density", "comfortable"), ("column", "phone"), ("column", "status"), ("column", "nosuch")], htmx: true)) await chosen.ShouldBeDone();
        var elsewhere = await business.PageOf(sam);
        var drawn = await elsewhere.Page("/leads?sort=-value");
        drawn.QuerySelector("table.list")!.ClassList.ShouldBe(["list", "is-roomy", "no-src", "no-val", "no-own", "no-when", "has-less"], ignoreOrder: true);
        drawn.QuerySelectorAll(".list tbody tr").Length.ShouldBe(50);
        drawn.QuerySelectorAll("#look [checked]").Select(box => box.Id).ShouldBe(["look-comfortable", "look-phone", "look-status"]);
        (await (await business.PageOf(ada)).Page("/leads")).QuerySelector("table.list")!.ClassName.ShouldBe("list");
    }

    [Theory, BothDatabases]
    public async Task A_program_reads_and_sets_it_for_the_person_it_acts_for_and_a_key_has_none(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (page, key) = (await business.Page("lead_viewer"), await business.Api("owner"));
        using var put = await Put(page, new { density = "comfortable", hidden = new[] { "source" } });
        (await put.ShouldBeJson(200)).GetProperty("hidden")[0].GetString().ShouldBe("source");
        (await page.Http.GetJson("/api/leads/look")).Text("density").ShouldBe("comfortable");
        using var wrong = await Put(page, new { density = "roomy", hidden = new object[] { "name", 7 } });
        (await wrong.ShouldBeProblem(422)).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["density", "hidden[0]", "hidden[1]"], ignoreOrder: true);
        using var keys = await key.PutJson("/api/leads/look", new { density = "compact" });
        await keys.ShouldBeProblem(404);
    }

    private static async Task<HttpResponseMessage> Put(PageClient page, object body)
    {
        await page.Token();
        return await page.Http.SendJson(HttpMethod.Put, "/api/leads/look", body, ("RequestVerificationToken", await page.Token()));
    }
}
