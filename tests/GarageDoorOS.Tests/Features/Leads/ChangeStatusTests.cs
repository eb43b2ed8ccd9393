using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

public sealed class ChangeStatusTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task A_lead_moves_on_is_closed_with_a_reason_and_opened_again(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var lead = await api.Create("/api/leads", new { name = "Ada", estimatedValue = "100" });
        var version = 1;
        foreach (var (body, status, reason) in new (object, string, string?)[]
        {
            (new { status = "Contacted" }, "contacted", null), (new { status = "lost", lostReason = "Price" }, "lost", "Price"),
            (new { status = "lost", lostReason = "Postponed" }, "lost", "Postponed"), (new { status = "new" }, "new", null),
        })
        {
            using var answer = await api.PutJson($"/api/leads/{lead.Id()}/status", body, version);
            var now = await answer.ShouldBeJson(200);
            (now.Text("status"), now.Text("lostReason"), now.Version()).ShouldBe((status, reason, ++version));
            await business.DerivedRowsShouldAgree(status);
        }
        using var same = await api.PutJson($"/api/leads/{lead.Id()}/status", new { status = "new" }, version);
        (await same.ShouldBeJson(200)).Version().ShouldBe(version);
    }

    [Theory]
    [BothDatabases("""{"status":"converted"}""", 1, 422, "status")]
    [BothDatabases("""{"status":"lost"}""", 1, 422, "lostReason")]
    [BothDatabases("""{"status":"unqualified","lostReason":"  "}""", 1, 422, "lostReason")]
    [BothDatabases("""{"status":"won"}""", 1, 422, "status")]
    [BothDatabases("""{}""", 1, 422, "status")]
    [BothDatabases("""{"status":["new"],"why":1}""", 1, 422, "status,why")]
    [BothDatabases("""{"status":"new"}""", null, 428, null)]
    [BothDatabases("""{"status":"new"}""", 2, 412, null)]
    public async Task What_cannot_be_done_is_refused(Provider provider, string body, int? version, int status, string? fields)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var lead = await api.Create("/api/leads", new { name = "Ada" });
        using var answer = await api.PutJson($"/api/leads/{lead.Id()}/status", System.Text.Json.JsonSerializer.Deserialize<object>(body), version);
        var problem = await answer.ShouldBeProblem(status);
        if (fields is not null) problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order().ShouldBe(fields.Split(',').Order());
        if (body.Contains("converted", StringComparison.Ordinal)) problem.GetRawText().ShouldContain("Convert to Customer");
    }

    [Theory, BothDatabases]
    public async Task Converted_is_never_left(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, page) = (await business.Api(), await business.Page());
        var lead = await api.Create("/api/leads", new { name = "Ada" });
        var form = await page.FormAt($"/leads/{lead.Id()}/edit");
        await (await api.PostJson($"/api/leads/{lead.Id()}/conversion", new { type = "residential" })).ShouldBeJson(201);
        using var answer = await api.PutJson($"/api/leads/{lead.Id()}/status", new { status = "new" }, 2);
        (await answer.ShouldBeProblem(409, "already_converted")).GetProperty("customerId").GetGuid().ShouldNotBe(Guid.Empty);

        using var overtaken = await page.Send($"/leads/{lead.Id()}", form, ("status", "contacted"), ("notes", "Typed meanwhile"));
        var again = await overtaken.ShouldBePage(409);
        again.Body!.TextContent.ShouldContain("converted this lead meanwhile");
        using var saved = await page.Send($"/leads/{lead.Id()}", again.Fields());
        await saved.ShouldBeDone();
        var now = await api.GetJson($"/api/leads/{lead.Id()}");
        (now.Text("status"), now.Text("notes")).ShouldBe(("converted", "Typed meanwhile"));
    }

    [Theory, BothDatabases]
    public async Task Closing_from_a_row_asks_why_and_keeps_asking(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, page) = (await business.Api(), await business.Page());
        var lead = await api.Create("/api/leads", new { name = "Ada" });
        var path = $"/leads/{lead.Id()}/status";
        var asks = await page.Page(path + "?status=lost");
        asks.QuerySelectorAll("input[name=lostReason]").Length.ShouldBeGreaterThan(5);
        using var refused = await page.Send(path, asks.Fields());
        var again = await refused.ShouldBePage(422);
        again.Body!.TextContent.ShouldContain("Say why this lead is closed.");
        using var closed = await page.Send(path, again.Fields(), ("lostReason", "Out of area"));
        await closed.ShouldBeDone("Ada is lost now.");
        (await api.GetJson($"/api/leads/{lead.Id()}")).Text("lostReason").ShouldBe("Out of area");
        using var converted = await page.Send(path, asks.Fields(), ("status", "converted"));
        ((int)converted.StatusCode).ShouldBe(422);
    }
}
