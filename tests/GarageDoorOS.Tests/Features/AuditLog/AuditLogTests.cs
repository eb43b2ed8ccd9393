using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.AuditLog;

/// <summary>Who did what, when, to which record and from where.</summary>
public sealed class AuditLogTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    private const string Page = "/settings/audit-logs", Api = "/api/audit-logs";

    [Theory, BothDatabases]
    public async Task What_changes_the_business_is_told_with_its_author_and_without_a_secret(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (grace, colleague) = (await business.Member("owner", "Grace Okafor"), await business.Member("sales", "Sam Ortiz"));
        var (page, api) = (await business.PageOf(grace), await business.Api());
        (await Lines(api, $"?person={grace.Id}")).ShouldBe(["Grace Okafor signed_in team_member Grace Okafor: "]);

        await page.Post($"/settings/team/{colleague.Id}/role", ("role", "manager"));
        await page.Post($"/settings/team/{colleague.Id}/password-link", ("x", ""));
        await page.Post("/settings/team/invitations", ("email", "new@example.com"), ("role", "sales"));
        await page.Post("/settings/roles", ("name", "Dispatch"), ("scope", "all"), ("permissions", "leads:view"));
        var key = await (await page.Post("/settings/api-keys", ("name", "Web site"), ("role", "sales"))).Content.ReadAsStringAsync();
        await page.Post("/settings/sources", ("name", "Radio"));
        await page.Post("/settings/security", ("nothing", ""));
        await page.Post($"/settings/team/{colleague.Id}/deactivation", ("handOverTo", "pool"));
        (await page.Http.GetAsync("/leads/export?status=new")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var settings = await api.GetJson("/api/settings/general");
        await (await api.PutJson("/api/settings/general", new { timeZone = "Europe/Zurich" }, settings.Version())).ShouldBeJson(200);

        (await Lines(api, $"?person={grace.Id}")).ShouldBe(
        [
            "Grace Okafor exported leads : filter  → status=new",
            "Grace Okafor changed team_member Sam Ortiz: isActive yes → no",
            "Grace Okafor created source Radio: ",
            "Grace Okafor created api_key Web site: role  → sales",
            "Grace Okafor created role Dispatch: ",
            "Grace Okafor created invitation new@example.com: role  → sales",
            "Grace Okafor password_link_made team_member Sam Ortiz: ",
            "Grace Okafor changed team_member Sam Ortiz: role sales → manager",
            "Grace Okafor signed_in team_member Grace Okafor: ",
        ]);
        (await Lines(api, "?action=changed"))[0].ShouldBe($"key of owner changed business {business.Business.Name}: timeZone America/Chicago → Europe/Zurich");
        var all = (await api.GetJson(Api)).GetRawText();
        var hashes = await business.InDb(async db => (await db.ApiKeys.Select(k => k.Hash).ToListAsync()).Concat(await db.Invitations.Select(i => i.Hash).ToListAsync()));
        foreach (var secret in hashes.Append(key[key.IndexOf("gdo_", StringComparison.Ordinal)..][..68])) all.ShouldNotContain(secret);

        var shown = await page.Page(Page);
        shown.QuerySelectorAll(".audit tbody tr").Select(Text).ShouldContain(row => row.StartsWith("Grace Okafor changed the role: sales → manager Sam Ortiz"));
        shown.QuerySelectorAll(".audit tbody tr").Select(Text).ShouldContain(row => row.StartsWith("Grace Okafor ended the place of Sam Ortiz"));
    }

    [Theory, BothDatabases]
    public async Task What_was_refused_is_one_line_a_minute_however_often_and_nobody_leaves_none(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (second, viewer) = (await business.Host.NewBusiness(), await business.Member("lead_viewer", "Vera Viewer"));
        await second.Join(viewer.User, "sales");
        var (page, api) = (await business.PageInto(viewer), await business.Api());
        for (var i = 0; i < 5; i++) (await page.Http.GetAsync("/settings/team")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Lines(api, "?action=refused")).ShouldBe(["Vera Viewer refused page GET /settings/team:  ×5"]);

        var guesser = new PageClient(business.Host.Anonymous());
        await guesser.Page("/sign-in");
        for (var i = 0; i < 12; i++) await guesser.Post("/sign-in", ("email", viewer.User.Email!), ("password", "guess"));
        await guesser.Post("/sign-in", ("email", "nobody@example.com"), ("password", "guess"));
        foreach (var place in new[] { business, second })
            (await Lines(await place.Api(), "?from=2020-01-01")).Where(line => line.Contains(" sign_in_")).Order().ShouldBe(["Vera Viewer sign_in_failed page :  ×9", "Vera Viewer sign_in_locked page :  ×3"]);
        (await business.InDb(db => db.AuditEntries.CountAsync(e => e.ActorName == "nobody@example.com"))).ShouldBe(0);

        // What stands there is never changed.
        await Should.ThrowAsync<Exception>(() => business.InDb(db => db.AuditEntries.ExecuteUpdateAsync(set => set.SetProperty(e => e.ActorName, "Somebody else"))));
        await Should.ThrowAsync<Exception>(() => business.InDb(db => db.AuditEntries.ExecuteDeleteAsync()));
    }

    [Theory, BothDatabases]
    public async Task Timelines_stand_in_it_by_record_person_action_and_day_and_a_deleted_record_keeps_its_name(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (key, keyId) = await business.NewKey("owner");
        var api = business.ApiWith(key);
        var lead = (await api.Create("/api/leads", new { name = "Ray Novak" })).Id();
        for (var version = 1; version <= 12; version++) await (await api.PutJson($"/api/leads/{lead}", new { notes = $"=HYPERLINK({version})" }, version)).ShouldBeJson(200);
        await api.Create("/api/leads", new { name = "Ann Lee" });
        await api.DeleteVersion($"/api/leads/{lead}", 13);

        (await Lines(api, $"?record=https://doors.example/leads/{lead}%3Fstory=all&action=deleted")).ShouldBe(["key of owner deleted lead Ray Novak: "]);
        (await Lines(api, $"?record={lead}")).Count.ShouldBe(14);
        var (paged, after) = (new List<JsonElement>(), "");
        do
        {
            var list = await api.GetJson($"{Api}?person={keyId}&pageSize=10{(after.Length > 0 ? "&after=" + after : "")}");
            paged.AddRange(list.GetProperty("items").EnumerateArray());
            after = list.GetProperty("nextAfter").GetString() ?? "";
        }
        while (after.Length > 0);
        paged.Count.ShouldBe(15);
        paged.Select(l => l.Id()).Distinct().Count().ShouldBe(15);
        paged.Select(l => l.GetProperty("at").GetDateTimeOffset()).ShouldBe(paged.Select(l => l.GetProperty("at").GetDateTimeOffset()).OrderDescending());

        var today = SystemClock.Instance.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["America/Chicago"]).Date;
        (await Lines(api, $"?person={keyId}&from={today:uuuu-MM-dd}&to={today:uuuu-MM-dd}")).Count.ShouldBe(15);
        (await Lines(api, $"?to={today.PlusDays(-1):uuuu-MM-dd}")).ShouldBeEmpty();
        (await Lines(api, $"?from={today.PlusDays(1):uuuu-MM-dd}")).ShouldBeEmpty();
        (await (await api.GetAsync($"{Api}?action=danced&person=x&record=x&from=tomorrow&after=x&page=2")).ShouldBeProblem(422)).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order().ShouldBe(["action", "after", "from", "page", "person", "record"]);

        using var file = await api.GetAsync($"{Api}/export?record={lead}");
        (file.Content.Headers.ContentType!.ToString(), file.Content.Headers.ContentDisposition!.FileName).ShouldBe(("text/csv; charset=utf-8", $"audit-log-{today:uuuu-MM-dd}.csv"));
        var csv = (await file.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n");
        csv.Length.ShouldBe(16, "a heading, 14 lines and the end");
        csv[0].ShouldBe("When,Who,Action,Kind,Record,Record id,Field,Before,After,Address,Times");
        csv[2].ShouldMatch($"^{today:uuuu-MM-dd} [0-9:]+,key of owner,changed,lead,Ray Novak,{lead},notes,'=HYPERLINK\\(11\\),'=HYPERLINK\\(12\\),,1$");

        var page = await business.Page("owner");
        var shown = await page.Page($"{Page}?record={lead}&pageSize=10");
        Text(shown.QuerySelector(".audit tbody tr")!).ShouldStartWith("key of owner moved this to the trash Ray Novak");
        shown.QuerySelector("#page-next")!.TextContent.ShouldBe("Older");
        shown.QuerySelector("#export")!.GetAttribute("href").ShouldBe($"{Page}/export?record={lead}");
        (await page.Page(shown.QuerySelector("#page-next")!.GetAttribute("href")!)).QuerySelectorAll(".audit tbody tr").Length.ShouldBe(4);
        (await page.Page($"{Page}?action=danced")).QuerySelector(".filter-wrong")!.TextContent.ShouldContain("An action is one of");
    }

    [Theory, BothDatabases]
    public async Task The_log_tells_of_records_what_its_reader_may_see_of_them(Provider provider)
    {
        var host = await hosts.On(provider);
        var (business, stranger) = (await host.NewBusiness(), await host.NewBusiness());
        await business.OwnRole("Keeper", LeadScope.Own, Permission.LeadsView, Permission.SettingsManage);
        var keeper = await business.Member("keeper", "Kim Keeper");
        var owner = await business.Api();
        await owner.Create("/api/leads", new { name = "Mine", assigneeId = keeper.Id });
        await owner.Create("/api/leads", new { name = "Theirs" });
        await owner.Create("/api/customers", new { type = "residential", name = "Colleen" });
        var page = await business.PageOf(keeper);
        var seen = (await page.Page(Page)).QuerySelectorAll(".audit tbody tr").Select(Text).ToList();
        seen.ShouldContain(row => row.Contains("added this Mine"));
        seen.ShouldNotContain(row => row.Contains("Theirs") || row.Contains("Colleen"));
        (await Lines(await stranger.Api(), "")).ShouldNotContain(line => line.Contains("Mine") || line.Contains("Keeper"));
        await (await (await business.Api("manager")).GetAsync(Api)).ShouldBeProblem(403, "forbidden");
    }

    [Theory, BothDatabases]
    public async Task A_rare_line_is_looked_for_a_good_way_back_and_then_the_page_says_how_far(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var lead = await business.NewLead("Ray Novak");
        var (api, start, someone) = (await business.Api(), Instant.FromUtc(2025, 1, 1, 12, 0), new Actor(ActorKind.TeamMember, Guid.CreateVersion7(), "Long Gone"));
        await business.InDb(async db =>
        {
            db.Add(Activity.Note(lead, someone, ActivityKinds.Changed, start));
            for (var i = 1; i <= 20_005; i++)
            {
                db.Add(Activity.Note(lead, Actor.System, ActivityKinds.Changed, start + Duration.FromMinutes(i)));
                if (i % 2_000 != 0) continue;
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }
            return await db.SaveChangesAsync();
        });
        var first = await api.GetJson($"{Api}?person={someone.Id}");
        first.GetProperty("items").GetArrayLength().ShouldBe(0);
        var rest = await api.GetJson($"{Api}?person={someone.Id}&after={first.GetProperty("nextAfter").GetGuid()}");
        rest.GetProperty("items").GetArrayLength().ShouldBe(1);
        rest.GetProperty("nextAfter").ValueKind.ShouldBe(JsonValueKind.Null);
        var page = await (await business.Page("owner")).Page($"{Page}?person={someone.Id}");
        page.Body!.TextContent.ShouldContain("Looked back to Wed, Jan 1, 2025");
        page.QuerySelector("#page-next")!.TextContent.ShouldBe("Look further back");
        using var file = await api.GetAsync($"{Api}/export?person={someone.Id}");
        (await file.Content.ReadAsStringAsync()).Split("\r\n").Length.ShouldBe(3, "a file goes all the way");
    }

    private static async Task<List<string>> Lines(HttpClient api, string query) =>
    [
        .. (await api.GetJson(Api + query)).GetProperty("items").EnumerateArray().Select(l =>
            $"{l.GetProperty("actor").Text("name")} {l.Text("action")} {l.Text("kind")} {l.Text("record")}: " +
            (l.Text("field") is { } field ? $"{field} {l.Text("old")} → {l.Text("new")}" : "") + (l.GetProperty("times").GetInt32() is > 1 and var times ? $" ×{times}" : "")),
    ];

    private static string Text(IElement row) => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
