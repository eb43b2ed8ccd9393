using System.Net;
using System.Text.Json;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Nurture.NurtureCalls;

namespace GarageDoorOS.Tests.Features.Nurture;

/// <summary>A lead of the API says what is to be done for it next.</summary>
public sealed class NextTaskTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task Wherever_a_lead_is_given_it_names_its_next_task(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var (api, today) = (await business.Api(), business.Today());
        var made = await api.Create("/api/leads", new { name = "Ray Novak" });
        var (lead, path) = (made.Id(), $"/api/leads/{made.Id()}");
        Next(made).ShouldBe("null", "nothing is planned");
        await api.Plan(lead, today.PlusDays(3), kind: "email", title: "Send the brochure");
        var brochure = $$"""{"kind":"email","title":"Send the brochure","dueOn":"{{Iso(today.PlusDays(3))}}","dueTime":null}""";
        Next(await api.GetJson(path)).ShouldBe(brochure);
        await api.Plan(lead, today, "15:30");
        var call = $$"""{"kind":"call","title":"Call","dueOn":"{{Iso(today)}}","dueTime":"15:30"}""";
        var shown = await api.GetJson(path);
        Next(shown).ShouldBe(call);
        Next(Single((await api.GetJson("/api/leads")).GetProperty("items"))).ShouldBe(call);
        Next(Single((await api.GetJson("/api/leads/board?status=new")).GetProperty("columns")[0].GetProperty("items"))).ShouldBe(call);

        using (var put = await api.PutJson(path, shown)) Next(await put.ShouldBeJson(200)).ShouldBe(call, "it is read and not written");
        using (var put = await api.PutJson(path, new { nextTask = "Nothing", version = 1 })) Next(await put.ShouldBeJson(200)).ShouldBe(call);
        using (var given = await api.PutJson(path + "/assignment", new { assigneeId = (Guid?)null }, 1)) Next(await given.ShouldBeJson(200)).ShouldBe(call);
        using (var stale = await api.PutJson(path, new { name = "Roy" }, 7)) Next((await stale.ShouldBeProblem(412)).GetProperty("current")).ShouldBe(call);
        using (var closed = await api.PutJson(path + "/status", new { status = "lost", lostReason = "price" }, 1)) Next(await closed.ShouldBeJson(200)).ShouldBe("null", "for who is lost nothing is to be done");
        using (var opened = await api.PutJson(path + "/status", new { status = "contacted" }, 2)) Next(await opened.ShouldBeJson(200)).ShouldBe(call, "opened again, it has its tasks back");
        using (var closed = await api.PutJson(path, new { status = "lost", lostReason = "price" }, 3)) Next(await closed.ShouldBeJson(200)).ShouldBe("null");
        using (var opened = await api.PutJson(path, new { status = "contacted", lostReason = (string?)null }, 4)) Next(await opened.ShouldBeJson(200)).ShouldBe(call);
        using (var deleted = await api.DeleteVersion(path, 5)) deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using (var restored = await api.PostJson(path + "/restoration", new { })) Next(await restored.ShouldBeJson(200)).ShouldBe(call);
    }

    [Theory, BothDatabases]
    public async Task While_nurturing_is_off_no_lead_has_the_field(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var api = await business.Api();
        var lead = (await api.Create("/api/leads", new { name = "Ray Novak" })).Id();
        await api.Plan(lead, business.Today());
        await (await api.PutJson("/api/settings/integrations", new { nurturing = false })).ShouldBeJson(200);

        JsonElement[] given =
        [
            await api.GetJson($"/api/leads/{lead}"), Single((await api.GetJson("/api/leads")).GetProperty("items")), (await api.GetJson("/api/leads/board")).GetProperty("columns")[0].GetProperty("items")[0],
            await api.Create("/api/leads", new { name = "Rosa" }), await (await api.PutJson($"/api/leads/{lead}", new { notes = "Hums", nextTask = (string?)null }, 1)).ShouldBeJson(200),
            (await (await api.PutJson($"/api/leads/{lead}", new { notes = "" }, 1)).ShouldBeProblem(412)).GetProperty("current"),
        ];
        given.ShouldAllBe(one => !one.EnumerateObject().Any(field => field.Name == "nextTask" || field.Name == "isNurturing"));
    }

    private static string Next(JsonElement lead) => lead.GetProperty("nextTask").GetRawText();

    private static JsonElement Single(JsonElement items) => items.EnumerateArray().Single();
}
