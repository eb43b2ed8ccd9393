using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

/// <summary>Two people with the same lead open.</summary>
public sealed class MergeTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task Different_fields_merge_and_the_second_is_told(Provider provider)
    {
        var (business, api, path, id) = await Lead(provider);
        var (anna, bert) = (await business.PageOf(await business.Member(name: "Anna")), await business.Page());
        var (hers, his) = (await anna.FormAt(path + "/edit"), await bert.FormAt(path + "/edit"));
        using var first = await anna.Send(path, hers, ("notes", "Hers"), ("phones[0].number", "512 555 0199"));
        await first.ShouldBeDone("Saved.");
        using var second = await bert.Send(path, his, ("estimatedValue", "900"), ("status", "qualified"));
        await second.ShouldBeDone("What Anna changed meanwhile is kept as well.");
        var now = await api.GetJson($"/api/leads/{id}");
        (now.Text("notes"), now.Text("estimatedValue"), now.Text("status"), now.GetProperty("phones")[0].Text("e164")).ShouldBe(("Hers", "900.00", "qualified", "+15125550199"));
        await business.DerivedRowsShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task The_same_field_shows_mine_and_theirs_and_the_choice_holds(Provider provider)
    {
        var (business, api, path, id) = await Lead(provider);
        var (anna, bert) = (await business.PageOf(await business.Member(name: "Anna")), await business.Page());
        var (hers, his) = (await anna.FormAt(path + "/edit"), await bert.FormAt(path + "/edit"));
        using var first = await anna.Send(path, hers, ("name", "Ada Hers"), ("notes", "Hers"), ("estimatedValue", "1"), ("serviceAddress", "Elm St"));
        await first.ShouldBeDone();
        using var second = await bert.Send(path, his, ("name", "Ada His"), ("notes", "His"), ("company", "His Inc"));
        var clash = await second.ShouldBePage(409);
        clash.QuerySelector(".notice")!.TextContent.ShouldContain("Anna changed this lead while you were typing");
        clash.QuerySelectorAll("input[name=take]").Select(i => i.GetAttribute("value")).ShouldBe(["name", "notes"], ignoreOrder: true);
        clash.Body!.TextContent.ShouldContain("Anna wrote meanwhile: Ada Hers");
        var kept = clash.Fields();
        (kept["name"], kept["notes"], kept["company"], kept["estimatedValue"], kept["serviceAddress"]).ShouldBe(("Ada His", "His", "His Inc", "1", "Elm St"));
        (await api.GetJson($"/api/leads/{id}")).Text("name").ShouldBe("Ada Hers");

        using var third = await bert.Send(path, kept, ("take", "notes"));
        await third.ShouldBeDone();
        var now = await api.GetJson($"/api/leads/{id}");
        (now.Text("name"), now.Text("notes"), now.Text("company"), now.Text("estimatedValue"), now.Text("serviceAddress")).ShouldBe(("Ada His", "Hers", "His Inc", "1.00", "Elm St"));
    }

    [Theory, BothDatabases]
    public async Task The_same_word_from_both_is_no_conflict(Provider provider)
    {
        var (business, api, path, id) = await Lead(provider);
        var (anna, bert) = (await business.Page(), await business.Page());
        var (hers, his) = (await anna.FormAt(path + "/edit"), await bert.FormAt(path + "/edit"));
        using var first = await anna.Send(path, hers, ("name", "Ada Lovelace"));
        using var second = await bert.Send(path, his, ("name", "Ada Lovelace"));
        await second.ShouldBeDone("Saved.");
        (await api.GetJson($"/api/leads/{id}")).Version().ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task A_status_and_its_reason_are_one_thing(Provider provider)
    {
        var (business, api, path, id) = await Lead(provider);
        var (anna, bert) = (await business.PageOf(await business.Member(name: "Anna")), await business.Page());
        var (hers, his) = (await anna.FormAt(path + "/edit"), await bert.FormAt(path + "/edit"));
        using var first = await anna.Send(path, hers, ("status", "lost"), ("lostReason", "Price"));
        await first.ShouldBeDone();
        using var second = await bert.Send(path, his, ("status", "unqualified"), ("lostReason", "Out of area"));
        var clash = await second.ShouldBePage(409);
        clash.QuerySelectorAll("input[name=take]").Select(i => i.GetAttribute("value")).ShouldBe(["status"]);
        clash.Body!.TextContent.ShouldContain("Lost (Price)");
        using var third = await bert.Send(path, clash.Fields(), ("take", "status"));
        await third.ShouldBeDone();
        var now = await api.GetJson($"/api/leads/{id}");
        (now.Text("status"), now.Text("lostReason")).ShouldBe(("lost", "Price"));
    }

    [Theory, BothDatabases]
    public async Task One_clears_the_name_the_other_the_company_and_neither_goes_unseen(Provider provider)
    {
        var (business, api, path, id) = await Lead(provider, company: "Acme");
        var (anna, bert) = (await business.Page(), await business.Page());
        var (hers, his) = (await anna.FormAt(path + "/edit"), await bert.FormAt(path + "/edit"));
        using var first = await anna.Send(path, hers, ("company", ""));
        await first.ShouldBeDone();
        using var second = await bert.Send(path, his, ("name", ""));
        await second.ShouldBePage(409);
        (await api.GetJson($"/api/leads/{id}")).Text("name").ShouldBe("Ada");
    }

    [Theory, BothDatabases]
    public async Task Two_quick_changes_of_status_and_assignee_never_fight(Provider provider)
    {
        var (business, api, path, id) = await Lead(provider);
        var (member, page) = (await business.Member(name: "Anna"), await business.Page());
        await page.Page("/leads/new");
        Dictionary<string, string> version = new() { ["version"] = "1" };
        using var status = await page.Send(path + "/status", version, ("status", "contacted"));
        await status.ShouldBeDone();
        using var assignment = await page.Send(path + "/assignment", version, ("assigneeId", member.Id.ToString()));
        await assignment.ShouldBeDone("Anna works Ada now.");
        var now = await api.GetJson($"/api/leads/{id}");
        (now.Text("status"), now.GetProperty("assigneeId").GetGuid(), now.Version()).ShouldBe(("contacted", member.Id, 3));
    }

    [Theory, BothDatabases]
    public async Task A_quick_change_over_another_of_the_same_field_asks_first(Provider provider)
    {
        var (business, api, path, id) = await Lead(provider);
        var (anna, bert) = (await business.PageOf(await business.Member(name: "Anna")), await business.Page());
        await anna.Page("/leads/new");
        await bert.Page("/leads/new");
        Dictionary<string, string> version = new() { ["version"] = "1" };
        using var first = await anna.Send(path + "/status", version, ("status", "lost"), ("lostReason", "Price"));
        await first.ShouldBeDone();
        using var second = await bert.Send(path + "/status", version, ("status", "contacted"));
        var asks = await second.ShouldBePage(409);
        asks.QuerySelector(".notice")!.TextContent.ShouldContain("Anna changed the status meanwhile: Lost (Price)");
        (await api.GetJson($"/api/leads/{id}")).Text("status").ShouldBe("lost");
        using var anyway = await bert.Send(path + "/status", asks.Fields());
        await anyway.ShouldBeDone();
        (await api.GetJson($"/api/leads/{id}")).Text("status").ShouldBe("contacted");
    }

    [Theory, BothDatabases]
    public async Task A_refused_form_that_was_overtaken_still_merges_when_it_is_mended(Provider provider)
    {
        var (business, api, path, id) = await Lead(provider);
        var (anna, bert) = (await business.Page(), await business.Page());
        var (hers, his) = (await anna.FormAt(path + "/edit"), await bert.FormAt(path + "/edit"));
        using var first = await anna.Send(path, hers, ("company", "Hers"));
        using var refused = await bert.Send(path, his, ("emails[0]", "nobody"));
        var mend = await refused.ShouldBePage(422);
        using var mended = await bert.Send(path, mend.Fields(), ("emails[0]", "ada@example.com"));
        await mended.ShouldBeDone("is kept as well");
        (await api.GetJson($"/api/leads/{id}")).Text("company").ShouldBe("Hers");
    }

    private async Task<(TestBusiness Business, HttpClient Api, string Path, Guid Id)> Lead(Provider provider, string? company = null)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var lead = await api.Create("/api/leads", new { name = "Ada", company, notes = "First", phones = new[] { new { number = "5125550143" } } });
        return (business, api, $"/leads/{lead.Id()}", lead.Id());
    }
}
