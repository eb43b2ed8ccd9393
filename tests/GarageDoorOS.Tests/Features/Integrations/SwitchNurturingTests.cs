using System.Net;
using GarageDoorOS.Tests.Features.Nurture;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Integrations;

/// <summary>Lead nurturing is off until a business turns it on, and then it is there for everybody at once.</summary>
public sealed class SwitchNurturingTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task Off_nothing_of_it_is_there_and_on_it_is_there_for_everybody_on_every_node(Provider provider)
    {
        var nodes = await hosts.NodesOn(provider);
        var business = await nodes[0].NewBusiness();
        var (key, _) = await business.NewKey("owner");
        var (api, other) = (business.ApiWith(key), business.ApiWith(key, nodes[^1]));
        var (owner, sam) = (await business.Page("owner"), await business.Page("sales"));
        var lead = (await api.Create("/api/leads", new { name = "Ray Novak" })).Id();
        var today = business.Today();

        (await api.GetJson("/api/settings/integrations")).GetProperty("nurturing").GetBoolean().ShouldBeFalse();
        foreach (var closed in new[] { "/api/nurture/tasks", $"/api/leads/{lead}/tasks", "/api/leads?task=today", "/api/leads?taskKind=call", "/api/leads?view=nurture", "/api/leads/summary?task=none", "/api/leads/board?task=overdue", "/api/leads/export?task=today" })
            using (var refused = await api.GetAsync(closed)) await refused.ShouldBeProblem(409, "integration_disabled");
        using (var refused = await api.PostJson($"/api/leads/{lead}/tasks", new { dueOn = NurtureCalls.Iso(today) })) await refused.ShouldBeProblem(409, "integration_disabled");
        using (var refused = await sam.Http.GetAsync($"/leads/{lead}/tasks/new")) refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await sam.Page("/leads")).QuerySelectorAll("[data-word=task], #filter-task").ShouldBeEmpty();
        (await sam.Page("/leads?task=today")).Body!.TextContent.ShouldContain("Lead nurturing is off in your business.");
        (await sam.Page($"/leads/{lead}")).QuerySelector(".tasks").ShouldBeNull();
        foreach (var filter in new[] { "task=none", "taskKind=call", "view=nurture" })
            using (var refused = await api.PostJson("/api/leads/bulk/deletion", new { filter })) await refused.ShouldBeProblem(422); // else it would mean all leads

        (await owner.Page("/settings/integrations")).QuerySelector("[name=nurturing]")!.HasAttribute("checked").ShouldBeFalse();
        using (var on = await owner.Post("/settings/integrations", ("nurturing", "yes"))) on.Where().ShouldBe("/settings/integrations?saved=yes");
        (await owner.Page("/settings/integrations")).QuerySelector("[name=nurturing]")!.HasAttribute("checked").ShouldBeTrue();
        await other.Plan(lead, today);
        var list = await sam.Page("/leads?task=today");
        list.QuerySelector($"[id='{lead}'] .due")!.TextContent.ShouldBe("Today: Call");
        (await sam.Page($"/leads/{lead}")).QuerySelector(".tasks .task")!.TextContent.ShouldContain("Today");

        using (var off = await owner.Post("/settings/integrations", ("x", ""))) off.Where().ShouldBe("/settings/integrations?saved=yes");
        using (var refused = await other.GetAsync("/api/nurture/tasks")) await refused.ShouldBeProblem(409, "integration_disabled");
        (await sam.Page("/leads")).QuerySelector(".due").ShouldBeNull();
        await (await other.PutJson("/api/settings/integrations", new { nurturing = true })).ShouldBeJson(200);
        (await api.GetJson("/api/nurture/tasks")).GetProperty("items").GetArrayLength().ShouldBe(1, "tasks were kept");
        (await api.GetJson("/api/audit-logs?action=changed")).GetProperty("items").EnumerateArray().Where(l => l.Text("field") == "isNurturing").Select(l => $"{l.Text("old")} {l.Text("new")}")
            .ShouldBe(["no yes", "yes no", "no yes"]);
        using var wrong = await api.PutJson("/api/settings/integrations", new { nurturing = "maybe" });
        await wrong.ShouldBeProblem(422, "invalid");
    }

    [Theory, BothDatabases]
    public async Task Today_and_overdue_are_those_of_the_business_also_where_it_moves_to_another_zone(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var business = await (await host.NewBusiness()).Nurturing();
        var api = await business.Api();
        var today = business.Today();
        foreach (var (name, days) in new[] { ("Late", -1), ("Now", 0), ("Soon", 1), ("Far", 30) }) await api.Plan((await api.Create("/api/leads", new { name })).Id(), today.PlusDays(days));
        await api.Create("/api/leads", new { name = "Idle" });
        await api.Create("/api/leads", new { name = "Closed", status = "lost", lostReason = "price" });

        async Task<string> Named(string query) => string.Join(' ', (await api.GetJson("/api/leads?" + query)).GetProperty("items").EnumerateArray().Select(l => l.Text("name")));
        (await Named("task=overdue")).ShouldBe("Late");
        (await Named("task=today")).ShouldBe("Now");
        (await Named("task=upcoming&sort=nextTask")).ShouldBe("Soon Far");
        (await Named("task=none")).ShouldBe("Idle");
        (await Named("sort=nextTask&pageSize=10")).ShouldStartWith("Late Now Soon Far");
        (await api.GetJson("/api/leads/summary?task=overdue")).GetProperty("byStatus").EnumerateArray().Sum(s => s.GetProperty("count").GetInt32()).ShouldBe(1);

        host.Time.Pass(TimeSpan.FromDays(1));
        (await Named("task=overdue&sort=nextTask")).ShouldBe("Late Now");
        (await Named("task=today")).ShouldBe("Soon");
        var settings = await api.GetJson("/api/settings/general");
        // Kiritimati is 14 hours ahead of UTC and Chicago 5 or 6 behind: the day there is the next one, unless it is past four in the morning here.
        var there = DateTimeOffsetIn(host, "Pacific/Kiritimati");
        await (await api.PutJson("/api/settings/general", new { timeZone = "Pacific/Kiritimati" }, settings.Version())).ShouldBeJson(200);
        (await Named("task=overdue&sort=nextTask")).ShouldBe(there == today.PlusDays(1) ? "Late Now" : "Late Now Soon");
    }

    private static NodaTime.LocalDate DateTimeOffsetIn(AppHost host, string zone) =>
        NodaTime.Instant.FromDateTimeOffset(host.Time.GetUtcNow()).InZone(NodaTime.DateTimeZoneProviders.Tzdb[zone]).Date;
}
