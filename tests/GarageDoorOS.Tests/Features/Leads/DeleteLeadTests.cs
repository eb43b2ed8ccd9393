using System.Net.Http.Json;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

public sealed class DeleteLeadTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task A_lead_goes_to_the_trash_and_comes_back_as_it_was(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var lead = await api.Create("/api/leads", new { name = "Ada", estimatedValue = "100", status = "qualified" });
        var path = $"/api/leads/{lead.Id()}";
        await (await api.DeleteAsync(path)).ShouldBeProblem(428, "version_required");
        await (await api.DeleteAsync(path + "?version=7")).ShouldBeProblem(412, "stale");
        using var gone = await api.DeleteVersion(path, 1);
        ((int)gone.StatusCode).ShouldBe(204);
        await business.DerivedRowsShouldAgree("deletion");
        foreach (var address in new[] { path, path + "/activity" }) await (await api.GetAsync(address)).ShouldBeProblem(404, "not_found");
        await (await api.PutJson(path, new { name = "Bo" }, 2)).ShouldBeProblem(404, "not_found");
        await (await api.DeleteVersion(path, 2)).ShouldBeProblem(404, "not_found");

        using var back = await api.PostJson(path + "/restoration", null);
        var now = await back.ShouldBeJson(200);
        (now.Text("name"), now.Text("status"), now.Version()).ShouldBe(("Ada", "qualified", 3));
        using var twice = await api.PostJson(path + "/restoration", null);
        (await twice.ShouldBeJson(200)).Version().ShouldBe(3);
        await business.DerivedRowsShouldAgree("restoration");
        (await api.GetJson(path + "/activity")).GetProperty("items").EnumerateArray().Select(l => l.Text("kind")).ShouldBe(["restored", "deleted", "created"]);
    }

    [Theory, BothDatabases]
    public async Task The_version_may_come_in_a_body_whose_length_nobody_told(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var lead = await api.Create("/api/leads", new { name = "Ada" });
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/leads/{lead.Id()}") { Content = JsonContent.Create(new { version = 1 }) };
        request.Headers.TransferEncodingChunked = true;
        using var gone = await api.SendAsync(request);
        ((int)gone.StatusCode).ShouldBe(204);
    }

    [Theory, BothDatabases]
    public async Task After_thirty_days_nothing_comes_back(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var business = await host.NewBusiness();
        var api = await business.Api();
        var lead = await api.Create("/api/leads", new { name = "Ada" });
        await api.DeleteVersion($"/api/leads/{lead.Id()}", 1);
        host.Time.Pass(TimeSpan.FromDays(31));
        await (await api.PostJson($"/api/leads/{lead.Id()}/restoration", null)).ShouldBeProblem(404, "not_found");
    }

    [Theory, BothDatabases]
    public async Task The_page_asks_first_and_offers_undo(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, page) = (await business.Api(), await business.Page("manager"));
        var lead = await api.Create("/api/leads", new { name = "Ada" });
        var path = $"/leads/{lead.Id()}";
        var asks = await page.Page(path + "/deletion");
        asks.Body!.TextContent.ShouldContain("Delete Ada?");
        using var gone = await page.Send(path + "/deletion", asks.Fields());
        await gone.ShouldBeDone($"{path}/restoration");

        (await page.Page(path)).Body!.TextContent.ShouldContain("This lead is in the trash");
        var office = await business.Page("office_staff");
        ((int)(await office.Http.GetAsync(path)).StatusCode).ShouldBe(404);
        using var back = await page.Post(path + "/restoration");
        ((int)back.StatusCode).ShouldBe(302);
        (await office.Page(path)).QuerySelector(".record-acts")!.TextContent.ShouldNotContain("Delete");
        using var refused = await office.Send(path + "/deletion", asks.Fields());
        ((int)refused.StatusCode).ShouldBe(403);
    }
}
