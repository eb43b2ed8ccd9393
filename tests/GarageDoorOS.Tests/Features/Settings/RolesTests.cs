using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Settings;

public sealed class RolesTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    private const string Api = "/api/roles", Page = "/settings/roles";

    [Theory, BothDatabases]
    public async Task A_change_of_a_role_holds_at_once_for_sessions_and_keys_on_every_node(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var owner = await business.Api();
        var role = await owner.Create(Api, new { name = "Night dispatcher", scope = "own_and_pool", permissions = new[] { "leads:view", "leads:create" } });
        (role.Text("key"), role.Version()).ShouldBe(("night_dispatcher", 1));
        var member = await business.Member("night_dispatcher");
        var colleague = await business.Member("sales");
        var theirs = await business.NewLead("Theirs", assignee: colleague);
        var (key, _) = await business.NewKey("night_dispatcher");
        var page = await business.PageOf(member);
        (await page.Page("/leads")).QuerySelector(".me-name small")!.TextContent.ShouldBe("Night dispatcher");
        var nodes = await hosts.NodesOn(provider);
        foreach (var node in nodes)
        {
            (await business.ApiWith(key, node).GetAsync($"/api/leads/{theirs.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await business.ApiWith(key, node).PostJson("/api/leads", new { name = "New" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        (await owner.PutJson($"{Api}/{role.Id()}", new { scope = "all", permissions = new[] { "customers:view" }, name = "Day dispatcher" }, 1)).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var node in nodes)
        {
            (await business.ApiWith(key, node).GetAsync($"/api/leads/{theirs.Id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await business.ApiWith(key, node).GetAsync("/api/customers")).StatusCode.ShouldBe(HttpStatusCode.OK);
            await (await business.ApiWith(key, node).PostJson("/api/leads", new { name = "New" })).ShouldBeProblem(403);
        }
        (await page.Page($"/leads/{theirs.Id}")).QuerySelector(".me-name small")!.TextContent.ShouldBe("Day dispatcher");
    }

    [Theory, BothDatabases]
    public async Task What_customers_bring_comes_along_and_export_does_not(Provider provider)
    {
        var owner = await (await (await hosts.On(provider)).NewBusiness()).Api();
        var role = await owner.Create(Api, new { name = "Seller", scope = "own", permissions = new[] { "customers:view", "customers:update" } });
        role.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()).ShouldBe(["customers:view", "customers:update"]);
        role.GetProperty("allows").EnumerateArray().Select(p => p.GetString()).ShouldBe(["customers:view", "customers:update", "leads:view", "leads:update", "leads:assign"]);
    }

    [Theory, BothDatabases]
    public async Task All_that_is_wrong_with_a_role_is_told_at_once(Provider provider)
    {
        var owner = await (await (await hosts.On(provider)).NewBusiness()).Api();
        using var answer = await owner.PostJson(Api, new { name = "", scope = "some", permissions = new object[] { "leads:create", "leads:fly", 7 }, colour = "red" });
        var errors = (await answer.ShouldBeProblem(422, "invalid")).GetProperty("errors");
        errors.EnumerateObject().Select(e => e.Name).ShouldBe(["scope", "permissions[1]", "permissions[2]", "colour", "permissions", "name"], ignoreOrder: true);
        await (await owner.PostJson(Api, new { name = "Nothing", scope = "own", permissions = Array.Empty<string>() })).ShouldBeProblem(422);
        foreach (var taken in new[] { "Office Staff", "office_staff", "ÓWNER" })
            await (await owner.PostJson(Api, new { name = taken, scope = "own", permissions = new[] { "leads:view" } })).ShouldBeProblem(409, "name_taken");
    }

    [Theory, BothDatabases]
    public async Task Of_two_roles_that_take_one_name_at_once_one_has_it(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (key, _) = await business.NewKey("owner");
        var nodes = await hosts.NodesOn(provider);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            business.ApiWith(key, nodes[i % nodes.Count]).PostJson(Api, new { name = i % 2 == 0 ? "Wanted" : "WANTED", scope = "own", permissions = new[] { "leads:view" } })));
        answers.Select(a => (int)a.StatusCode).Order().ShouldBe([201, 409, 409, 409, 409, 409]);
    }

    [Theory, BothDatabases]
    public async Task Nobody_gives_or_takes_more_than_they_have(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var mine = await business.OwnRole("Keeper of roles", LeadScope.OwnAndPool, Permission.LeadsView, Permission.LeadsUpdate, Permission.SettingsManage);
        var strong = await business.OwnRole("Strong", LeadScope.All, Permission.CustomersView);
        var keeper = await business.Api(mine);
        foreach (var (scope, permissions) in new[] { ("all", new[] { "leads:view" }), ("own", ["leads:view", "leads:delete"]), ("own", ["team:manage"]), ("own", ["customers:view"]) })
            await (await keeper.PostJson(Api, new { name = "Too much", scope, permissions })).ShouldBeProblem(422, "invalid");
        var own = await Find(keeper, mine);
        await (await keeper.PutJson($"{Api}/{own.Id()}", new { permissions = new[] { "leads:view", "leads:export", "settings:manage" } }, 1)).ShouldBeProblem(422, "invalid");
        var other = await Find(keeper, strong);
        await (await keeper.PutJson($"{Api}/{other.Id()}", new { permissions = new[] { "leads:view" }, scope = "own" }, 1)).ShouldBeProblem(403);
        await (await keeper.DeleteVersion($"{Api}/{other.Id()}", 1)).ShouldBeProblem(403);
        await keeper.Create(Api, new { name = "Less", scope = "own", permissions = new[] { "leads:view" } });
        (await (await business.Page(mine)).Page(Page + "/new")).QuerySelectorAll("input[value='leads:delete'][disabled]").Length.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_role_is_deleted_only_when_nobody_has_it(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var owner = await business.Api();
        var role = await owner.Create(Api, new { name = "Helper", scope = "own", permissions = new[] { "leads:view" } });
        var member = await business.Member("helper", "Ann Helper");
        var (_, key) = await business.NewKey("helper");
        await (await owner.SendJson(HttpMethod.Delete, $"{Api}/{role.Id()}", null)).ShouldBeProblem(428);
        var used = await (await owner.DeleteVersion($"{Api}/{role.Id()}", 1)).ShouldBeProblem(409, "role_in_use");
        used.GetProperty("members")[0].GetString().ShouldBe("Ann Helper");
        used.GetProperty("apiKeys")[0].GetString().ShouldBe("key of helper");
        var page = await business.Page("owner");
        (await page.Page($"{Page}/{role.Id()}/deletion")).QuerySelector(".notice")!.TextContent.ShouldContain("Ann Helper, the key key of helper");

        await business.InDb(async db =>
        {
            (await db.TeamMembers.SingleAsync(m => m.Id == member.Id)).TakeRole("lead_viewer");
            return await db.SaveChangesAsync();
        });
        await (await owner.DeleteVersion($"{Api}/{role.Id()}", 1)).ShouldBeProblem(409, "role_in_use");
        (await owner.PostJson($"/api/api-keys/{key}/revocation", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Post($"{Page}/{role.Id()}/deletion")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await (await owner.GetAsync($"{Api}/{role.Id()}")).ShouldBeProblem(404);
    }

    [Theory, BothDatabases]
    public async Task A_role_that_is_given_while_it_is_deleted_is_one_or_the_other(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (key, _) = await business.NewKey("owner");
        var nodes = await hosts.NodesOn(provider);
        for (var round = 0; round < 5; round++)
        {
            var role = await business.ApiWith(key).Create(Api, new { name = $"Fleeting {round}", scope = "own", permissions = new[] { "leads:view" } });
            var given = business.ApiWith(key, nodes[0]).PostJson("/api/api-keys", new { name = "x", role = role.Text("key") });
            var deleted = business.ApiWith(key, nodes[^1]).DeleteVersion($"{Api}/{role.Id()}", 1);
            ((int)(await given).StatusCode, (int)(await deleted).StatusCode).ShouldBeOneOf((201, 409), (422, 204));
        }
        var keys = await business.InDb(db => db.OwnRoles.Select(r => r.Key).ToListAsync());
        (await business.InDb(db => db.ApiKeys.Where(k => k.Name == "x").Select(k => k.Role).ToListAsync())).ShouldAllBe(role => keys.Contains(role));
    }

    [Theory, BothDatabases]
    public async Task A_person_reads_the_matrix_copies_a_role_edits_it_and_is_told_what_is_wrong(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var page = await business.Page("owner");
        var shown = await page.Page(Page);
        shown.QuerySelectorAll(".matrix thead th").Select(th => th.TextContent).ShouldBe(Role.BuiltIn.Select(r => r.Name));
        foreach (var row in shown.QuerySelectorAll(".matrix tbody tr").Where(tr => tr.QuerySelector("th")!.TextContent == "Manage"))
            row.QuerySelectorAll("td").Count(td => td.TextContent == "yes").ShouldBe(2);

        var copy = await page.Page(Page + "/new?from=sales");
        copy.QuerySelector("#f-name")!.GetAttribute("value").ShouldBe("Sales (copy)");
        copy.QuerySelector("input[name=scope][checked]")!.GetAttribute("value").ShouldBe("own_and_pool");
        copy.QuerySelectorAll("input[name=permissions][checked]").Select(i => i.GetAttribute("value")).ShouldBe(Role.Find("sales")!.Permissions.Where(p => p.Subject() != "leads").Order().Select(p => p.Word()));
        copy.QuerySelectorAll(".brought:not([hidden])").Length.ShouldBe(5);

        using var wrong = await page.Post(Page, ("name", "Owner"), ("scope", "own"), ("permissions", "leads:view"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await page.Read(wrong)).QuerySelector("#f-name-error").ShouldNotBeNull();
        using var blind = await page.Post(Page, ("name", "Blind"), ("scope", "own"), ("permissions", "leads:update"));
        ((int)blind.StatusCode).ShouldBe(422);
        (await page.Read(blind)).QuerySelector("#permissions-error")!.TextContent.ShouldContain("leads:view");
        (await page.Post(Page, ("name", "Sales plus"), ("scope", "all"), ("permissions", "customers:view"), ("permissions", "leads:export"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var address = (await page.Page(Page)).QuerySelector(".plain .acts a")!.GetAttribute("href")![..^"/edit".Length];
        (await page.Page(address + "/edit")).QuerySelector("input[name=version]")!.GetAttribute("value").ShouldBe("1");
        (await page.Post(address, ("version", "1"), ("name", "Sales plus"), ("scope", "own"), ("permissions", "leads:view"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var stale = await page.Post(address, ("version", "1"), ("name", "Sales minus"), ("scope", "own"), ("permissions", "leads:view"));
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await page.Read(stale)).Body!.TextContent.ShouldContain("Somebody changed this role meanwhile");
    }

    [Theory, BothDatabases]
    public async Task Commands_give_a_role_of_ones_own_by_its_key_or_name(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await business.OwnRole("Night dispatcher", LeadScope.Own, Permission.LeadsView);
        var (made, key, _) = await ServerProcess.Command(business.Host.Database, "api-key", "create", "--business", business.Business.Name, "--role", "night dispatcher");
        made.ShouldBe(0);
        (await business.ApiWith(key.Trim()).GetAsync("/api/leads")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var (added, said, _) = await ServerProcess.Command(business.Host.Database, "user", "add", $"{Guid.NewGuid():N}@example.com", "--business", business.Business.Name, "--role", "night_dispatcher", "--password", TestBusiness.Password);
        (added, said.Trim()).ShouldBe((0, said.Trim()));
        said.ShouldContain("is Night dispatcher of");
        var (code, _, errors) = await ServerProcess.Command(business.Host.Database, "api-key", "create", "--business", business.Business.Name, "--role", "king");
        (code, errors.Trim()).ShouldBe((1, $"There is no role «king»; there are {string.Join(", ", Role.BuiltIn.Select(r => r.Key))}, night_dispatcher."));
    }

    private static async Task<JsonElement> Find(HttpClient api, string key) => (await api.GetJson(Api)).GetProperty("items").EnumerateArray().Single(r => r.Text("key") == key);
}
