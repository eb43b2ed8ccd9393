using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Settings;

/// <summary>Sources and lost reasons: what is true of both lists.</summary>
public sealed class ChoicesTests(SharedHosts hosts)
{
    private const string Sources = "/api/sources", Reasons = "/api/lost-reasons";

    [Theory]
    [BothDatabases(Sources), BothDatabases(Reasons)]
    public async Task A_name_stands_once_whatever_its_case_and_accents(Provider provider, string list)
    {
        var api = await Api(provider);
        var made = await api.Create(list, new { name = "Rádio spot" });
        (made.Text("name"), made.Version(), made.GetProperty("leads").GetInt32()).ShouldBe(("Rádio spot", 1, 0));
        (await api.GetJson($"{list}/{made.Id()}")).GetRawText().ShouldBe(made.GetRawText());
        await (await api.PostJson(list, new { name = " radio  SPOT " })).ShouldBeProblem(409, "name_taken");
        await (await api.PostJson(list, new { name = "  " })).ShouldBeProblem(422, "invalid");
        await (await api.PostJson(list, new { name = new string('x', 201) })).ShouldBeProblem(422, "invalid");
    }

    [Theory]
    [BothDatabases(Sources), BothDatabases(Reasons)]
    public async Task Of_two_that_take_one_name_at_once_one_has_it(Provider provider, string list)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (key, _) = await business.NewKey("owner");
        var nodes = await hosts.NodesOn(provider);
        var apis = Enumerable.Range(0, 6).Select(i => business.ApiWith(key, nodes[i % nodes.Count])).ToList();
        var (one, other) = (await apis[0].Create(list, new { name = "One" }), await apis[0].Create(list, new { name = "Other" }));
        var answers = await Task.WhenAll(apis.Select((api, i) => i switch
        {
            0 => api.PutJson($"{list}/{one.Id()}", new { name = "Wanted" }, 1),
            1 => api.PutJson($"{list}/{other.Id()}", new { name = "WANTED" }, 1),
            _ => api.PostJson(list, new { name = "wanted" }),
        }));
        answers.Count(a => a.IsSuccessStatusCode).ShouldBe(1);
        answers.Where(a => !a.IsSuccessStatusCode).ShouldAllBe(a => a.StatusCode == HttpStatusCode.Conflict);
        Items(await apis[1].GetJson(list)).Count(c => c.Text("name")!.ToLowerInvariant() == "wanted").ShouldBe(1);
    }

    [Theory]
    [BothDatabases(Sources), BothDatabases(Reasons)]
    public async Task A_name_that_was_given_up_still_means_its_entry_until_somebody_takes_it(Provider provider, string list)
    {
        var api = await Api(provider);
        var made = await api.Create(list, new { name = "Handy" });
        await Renamed(api, list, made, "Handyman's");
        var now = await api.GetJson($"{list}/{made.Id()}");
        now.GetProperty("formerNames").EnumerateArray().Select(f => f.GetString()).ShouldBe(["Handy"]);

        // Back again: the two names change places.
        await Renamed(api, list, now, "handy");
        now = await api.GetJson($"{list}/{made.Id()}");
        (now.Text("name"), now.GetProperty("formerNames")[0].GetString(), now.GetProperty("formerNames").GetArrayLength()).ShouldBe(("handy", "Handyman's", 1));

        var own = await api.Create(list, new { name = "Handyman’s" });
        own.Id().ShouldNotBe(made.Id());
        (await api.GetJson($"{list}/{made.Id()}")).GetProperty("formerNames").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [BothDatabases(Sources), BothDatabases(Reasons)]
    public async Task A_program_says_which_version_it_renames(Provider provider, string list)
    {
        var api = await Api(provider);
        var made = await api.Create(list, new { name = "Radio" });
        await (await api.PutJson($"{list}/{made.Id()}", new { name = "Wireless" })).ShouldBeProblem(428);
        await Renamed(api, list, made, "Wireless");
        var stale = await (await api.PutJson($"{list}/{made.Id()}", new { name = "Radio" }, 1)).ShouldBeProblem(412, "stale");
        stale.GetProperty("current").Text("name").ShouldBe("Wireless");
    }

    [Theory]
    [BothDatabases(Sources), BothDatabases(Reasons)]
    public async Task Nothing_is_merged_into_itself_or_into_what_is_gone(Provider provider, string list)
    {
        var host = await hosts.On(provider);
        var (api, stranger) = (await Api(provider), await (await host.NewBusiness()).Api());
        var (one, other) = (await api.Create(list, new { name = "One" }), await api.Create(list, new { name = "Other" }));
        var theirs = await stranger.Create(list, new { name = "Theirs" });
        foreach (var otherId in new object?[] { one.Id(), theirs.Id(), Guid.CreateVersion7(), null, "x" })
            await (await api.PostJson($"{list}/{one.Id()}/merges", new { otherId })).ShouldBeProblem(422, "invalid");
        (await api.PostJson($"{list}/{one.Id()}/merges", new { otherId = other.Id() })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await api.PostJson($"{list}/{other.Id()}/merges", new { otherId = one.Id() })).ShouldBeProblem(404);
        await (await api.PutJson($"{list}/{other.Id()}", new { name = "Back" }, 1)).ShouldBeProblem(404);
    }

    [Theory]
    [BothDatabases("sources"), BothDatabases("lost-reasons")]
    public async Task A_person_adds_renames_merges_retires_and_brings_back_on_the_page(Provider provider, string list)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var page = await business.Page("admin");
        var path = $"/settings/{list}";
        (await page.Post(path, ("name", "Radio"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var twice = await page.Post(path, ("name", "RADIO"));
        twice.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await page.Read(twice)).QuerySelector("#f-name-error")!.TextContent.ShouldContain("Radio already");

        var row = Row(await page.Page(path), "Radio");
        var address = row.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).First(h => h.EndsWith("/edit"))[..^"/edit".Length];
        var version = (await page.Page(address + "/edit")).QuerySelector("input[name=version]")!.GetAttribute("value")!;
        (await page.Post(address, ("name", "Wireless"), ("version", version))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var stale = await page.Post(address, ("name", "Radio"), ("version", version));
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await page.Read(stale)).Body!.TextContent.ShouldContain("Somebody named it Wireless meanwhile");
        Row(await page.Page(path), "Wireless").TextContent.ShouldContain("also Radio");

        (await page.Post(address + "/retirement")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await page.Page(path)).QuerySelectorAll("section .plain th[scope=row]").Select(th => th.FirstChild!.TextContent).ShouldBe(["Wireless"]);
        (await page.Post(address + "/restoration")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await page.Page(path)).QuerySelector("section .plain").ShouldBeNull();

        var dialog = await page.Page(address + "/merge");
        using var none = await page.Post(address + "/merges", ("into", ""));
        ((int)none.StatusCode).ShouldBe(422);
        var winner = dialog.QuerySelectorAll("option").First(o => o.GetAttribute("value") != "");
        (await page.Post(address + "/merges", ("into", winner.GetAttribute("value")!))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Row(await page.Page(path), winner.TextContent).TextContent.ShouldContain("also Radio, Wireless");
    }

    [Theory, BothDatabases]
    public async Task Lost_reasons_stand_in_the_order_that_the_business_gave_them(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var names = Items(await api.GetJson(Reasons)).ConvertAll(r => r.Text("name"));
        var last = Items(await api.GetJson(Reasons))[^1];
        (await api.PutJson($"{Reasons}/{last.Id()}/position", new { position = 1 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await business.Page("owner")).Post($"/settings/lost-reasons/{last.Id()}/position", ("to", "up"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        string?[] wanted = [names[^1], .. names[..^1]];
        Items(await api.GetJson(Reasons)).ConvertAll(r => r.Text("name")).ShouldBe(wanted);
        (await api.GetJson("/api/leads/choices")).GetProperty("lostReasons").EnumerateArray().Select(r => r.GetString()).ShouldBe(wanted);
        await (await api.PutJson($"{Reasons}/{last.Id()}/position", new { position = -1 })).ShouldBeProblem(422);
    }

    [Theory, BothDatabases]
    public async Task Counts_hold_only_the_leads_that_the_reader_sees(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var colleague = await business.Member("sales");
        await business.AddLeads(60, colleague);
        var role = await business.OwnRole("Keeper of lists", LeadScope.OwnAndPool, Permission.LeadsView, Permission.SettingsManage);
        var blind = await business.OwnRole("Only lists", LeadScope.All, Permission.SettingsManage);
        var pool = await business.InDb(db => db.Leads.Where(l => l.AssigneeId == null && l.SourceId != null).GroupBy(l => l.SourceId!.Value).ToDictionaryAsync(g => g.Key, g => g.Count()));
        pool.Values.Sum().ShouldBeGreaterThan(0);
        Items(await (await business.Api(role)).GetJson(Sources)).ShouldAllBe(s => s.GetProperty("leads").GetInt32() == pool.GetValueOrDefault(s.Id()));
        Items(await (await business.Api(blind)).GetJson(Sources)).ShouldAllBe(s => s.GetProperty("leads").ValueKind == JsonValueKind.Null);
        Items(await (await business.Api("owner")).GetJson(Sources)).Sum(s => s.GetProperty("leads").GetInt32()).ShouldBe(await business.InDb(db => db.Leads.CountAsync(l => l.SourceId != null)));
    }

    private static IElement Row(IDocument page, string name) => page.QuerySelectorAll("tbody tr").First(tr => tr.QuerySelector("th")!.FirstChild!.TextContent == name);

    internal static List<JsonElement> Items(JsonElement list) => [.. list.GetProperty("items").EnumerateArray()];

    internal static async Task Renamed(HttpClient api, string list, JsonElement choice, string name)
    {
        using var answer = await api.PutJson($"{list}/{choice.Id()}", new { name }, choice.Version());
        await answer.ShouldBeJson(200);
    }

    private async Task<HttpClient> Api(Provider provider) => await (await (await hosts.On(provider)).NewBusiness()).Api();
}
