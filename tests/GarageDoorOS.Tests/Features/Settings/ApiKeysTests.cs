using System.Net;
using AngleSharp.Dom;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Settings;

public sealed class ApiKeysTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    private const string Api = "/api/api-keys", Page = "/settings/api-keys";

    [Theory, BothDatabases]
    public async Task A_key_is_shown_once_opens_what_its_role_allows_and_nothing_after_it_was_revoked(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var owner = await business.Api();
        var made = await owner.Create(Api, new { name = "Web site", role = "Lead viewer" });
        var (key, id) = (made.Text("key")!, made.GetProperty("apiKey").Id());
        made.GetProperty("apiKey").Text("role").ShouldBe("lead_viewer");
        (await owner.GetJson(Api)).GetRawText().ShouldNotContain(key);

        var nodes = await hosts.NodesOn(provider);
        foreach (var node in nodes) (await business.ApiWith(key, node).GetAsync("/api/leads")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await business.ApiWith(key).PostJson("/api/leads", new { name = "Ann" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await (await owner.PostJson($"{Api}/{id}/revocation", null)).ShouldBeJson(200)).GetProperty("revokedAt").ValueKind.ShouldNotBe(System.Text.Json.JsonValueKind.Null);
        foreach (var node in nodes) await (await business.ApiWith(key, node).GetAsync("/api/leads")).ShouldBeProblem(401);
        (await owner.PostJson($"{Api}/{id}/revocation", null)).StatusCode.ShouldBe(HttpStatusCode.OK, "twice is no error");
    }

    [Theory, BothDatabases]
    public async Task Nobody_makes_a_key_that_may_do_more_than_they(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var role = await business.OwnRole("Keeper of keys", LeadScope.OwnAndPool, Permission.LeadsView, Permission.SettingsManage);
        var api = await business.Api(role);
        foreach (var tooMuch in new[] { "owner", "manager", "lead_agent", "lead_viewer" }) // the last one sees more leads
            (await (await api.PostJson(Api, new { name = "x", role = tooMuch })).ShouldBeProblem(422)).GetProperty("errors").TryGetProperty("role", out _).ShouldBeTrue(tooMuch);
        foreach (var none in new[] { "king", "", null })
            await (await api.PostJson(Api, new { name = "x", role = none })).ShouldBeProblem(422);
        await api.Create(Api, new { name = "x", role });
        var page = await business.Page(role);
        (await page.Page(Page + "/new")).QuerySelectorAll("#f-role option").Select(o => o.TextContent).ShouldBe(["Choose", "Keeper of keys"]);
        using var refused = await page.Post(Page, ("name", "y"), ("role", "owner"));
        ((int)refused.StatusCode).ShouldBe(422);
        (await page.Read(refused)).QuerySelector("#f-role-error").ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task A_person_makes_a_key_copies_it_once_and_revokes_it_after_a_question(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var page = await business.Page("owner");
        (await page.Page(Page)).QuerySelector(".blank h2")!.TextContent.ShouldBe("No program may come in");
        using var made = await page.Post(Page, ("name", "Call tracker"), ("role", "lead_agent"));
        made.StatusCode.ShouldBe(HttpStatusCode.OK);
        made.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var key = (await page.Read(made)).QuerySelector("#f-key")!.GetAttribute("value")!;
        key.ShouldStartWith("gdo_");
        (await business.ApiWith(key).GetAsync("/api/leads")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var shown = await page.Page(Page);
        shown.Body!.TextContent.ShouldNotContain(key);
        var row = shown.QuerySelector("tbody tr")!;
        row.TextContent.ShouldContain("Lead agent");
        var revocation = row.QuerySelector(".acts a")!.GetAttribute("href")!;
        (await page.Page(revocation)).QuerySelector($"form[action='{revocation}']").ShouldNotBeNull();
        (await page.Post(revocation)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await page.Page(Page)).QuerySelector("section .plain tbody th")!.TextContent.ShouldBe("Call tracker");
        (await page.Http.GetAsync(revocation)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it is revoked already");
    }

    [Theory, BothDatabases]
    public async Task The_last_use_is_told_and_written_at_most_once_a_minute(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        var (key, id) = await business.NewKey("lead_viewer");
        (await LastUse(business, id)).ShouldBeNull();
        await business.ApiWith(key).GetJson("/api/leads");
        var first = await Eventually.Holds("the first use is written", () => LastUse(business, id), at => at is not null);

        // Somebody else's write shows whether another one came: within the minute there is none.
        await business.InDb(db => db.ApiKeys.Where(k => k.Id == id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, first!.Value + Duration.FromSeconds(1))));
        var uses = host.Services.GetService(typeof(GarageDoorOS.Web.Access.KeysInUse)) as GarageDoorOS.Web.Access.KeysInUse;
        await business.ApiWith(key).GetJson("/api/leads");
        uses!.Take().Keys.ShouldNotContain(id);

        host.Time.Pass(TimeSpan.FromMinutes(2));
        await business.ApiWith(key).GetJson("/api/leads");
        await Eventually.Holds("the next use is written", () => LastUse(business, id), at => at > first + Duration.FromMinutes(1));
        (await (await business.Api()).GetJson(Api)).GetProperty("items").EnumerateArray().Single(k => k.Id() == id).GetProperty("lastUsedAt").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.String);
    }

    [Theory, BothDatabases]
    public async Task A_key_is_kept_nowhere_not_even_as_the_answer_to_an_idempotency_key(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var owner = await business.Api();
        using var made = await owner.PostJson(Api, new { name = "Once", role = "lead_viewer" }, idempotencyKey: "one");
        var key = (await made.ShouldBeJson(201)).Text("key")!;
        (await business.InDb(db => db.StoredAnswers.CountAsync())).ShouldBe(0);
        (await business.InDb(db => db.ApiKeys.CountAsync(k => k.Hash == key))).ShouldBe(0);
    }

    private static Task<Instant?> LastUse(TestBusiness business, Guid id) => business.InDb(db => db.ApiKeys.Where(k => k.Id == id).Select(k => k.LastUsedAt).SingleAsync());
}
