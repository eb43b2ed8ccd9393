using System.Net;
using System.Text.Json;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Work;

/// <summary>Estimates and jobs as a program meets them.</summary>
public sealed class WorkApiTests(SharedHosts hosts)
{
    private async Task<(TestBusiness Business, HttpClient Api, Guid Customer)> Start(Provider provider, string role = "owner")
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        return (business, await business.Api(role), (await business.NewCustomer()).Id);
    }

    [Theory, BothDatabases("/api/estimates", "draft"), BothDatabases("/api/jobs", "unscheduled")]
    public async Task What_is_sent_is_what_is_given_and_can_be_put_back(Provider provider, string path, string first)
    {
        var (_, api, customerId) = await Start(provider);
        using var answer = await api.PostJson(path, new { customerId, title = "Two doors, insulated", amount = "1,200.5", date = "2026-12-24", notes = "White." });
        var made = await answer.ShouldBeJson(201);
        answer.Headers.Location!.ToString().ShouldBe($"{path}/{made.Id()}");
        answer.Headers.ETag!.Tag.ShouldBe("\"1\"");
        (made.Text("status"), made.Text("amount"), made.Text("date"), made.GetProperty("customerId").GetGuid()).ShouldBe((first, "1200.50", "2026-12-24", customerId));

        var got = await api.GetJson($"{path}/{made.Id()}");
        got.ToString().ShouldBe(made.ToString());
        using var same = await api.PutJson($"{path}/{made.Id()}", got);
        (await same.ShouldBeJson(200)).Version().ShouldBe(1, "nothing changed");
        using var put = await api.PutJson($"{path}/{made.Id()}", new { title = "One door", amount = (string?)null }, 1);
        var now = await put.ShouldBeJson(200);
        (now.Text("title"), now.Text("notes"), now.GetProperty("amount").ValueKind, now.Version()).ShouldBe(("One door", "White.", JsonValueKind.Null, 2));
        (await api.GetJson($"{path}/{made.Id()}/activity")).GetProperty("items").EnumerateArray().Select(l => l.Text("field")).ShouldBe(["title", "amount", null], ignoreOrder: true);
    }

    [Theory]
    [BothDatabases("""{"customerId":"@"}""", "title")]
    [BothDatabases("""{"title":"x"}""", "customerId")]
    [BothDatabases("""{"title":"x","customerId":"x"}""", "customerId")]
    [BothDatabases("""{"title":"x","customerId":"0192f0a0-0000-7000-8000-000000000000"}""", "customerId")]
    [BothDatabases("""{"title":"x","customerId":"@","amount":"-1"}""", "amount")]
    [BothDatabases("""{"title":"x","customerId":"@","amount":"1.234"}""", "amount")]
    [BothDatabases("""{"title":"x","customerId":"@","amount":true}""", "amount")]
    [BothDatabases("""{"title":"x","customerId":"@","date":"2026-02-30"}""", "date")]
    [BothDatabases("""{"title":"x","customerId":"@","date":7}""", "date")]
    [BothDatabases("""{"title":"x","customerId":"@","status":"scheduled"}""", "date")]
    [BothDatabases("""{"title":"x","customerId":"@","status":"approved"}""", "status")]
    [BothDatabases("""{"title":"x","customerId":"@","colour":"red"}""", "colour")]
    [BothDatabases("""{"title":"a\u0000b","customerId":"@"}""", "title")]
    public async Task What_is_wrong_is_told_at_its_field(Provider provider, string body, string field)
    {
        var (business, api, customer) = await Start(provider);
        using var answer = await api.PostJson("/api/jobs", JsonSerializer.Deserialize<JsonElement>(body.Replace("@", customer.ToString())));
        (await answer.ShouldBeProblem(422, "invalid")).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
        (await business.InDb(db => db.Jobs.CountAsync())).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_title_may_be_200_characters_long_and_no_longer(Provider provider)
    {
        var (_, api, customerId) = await Start(provider);
        await api.Create("/api/estimates", new { customerId, title = new string('x', 200) });
        using var long201 = await api.PostJson("/api/estimates", new { customerId, title = new string('x', 201) });
        (await long201.ShouldBeProblem(422)).GetProperty("errors").TryGetProperty("title", out _).ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task A_customer_of_another_business_or_in_the_trash_is_like_none(Provider provider)
    {
        var (business, api, customer) = await Start(provider);
        var foreign = await (await business.Host.NewBusiness()).NewCustomer();
        await business.Trash(customer);
        foreach (var customerId in new[] { foreign.Id, customer })
        {
            using var answer = await api.PostJson("/api/estimates", new { customerId, title = "x" });
            (await answer.ShouldBeProblem(422)).GetProperty("errors").GetProperty("customerId")[0].GetString().ShouldBe("There is no such customer.");
        }
    }

    [Theory, BothDatabases]
    public async Task A_change_needs_the_version_that_it_starts_from(Provider provider)
    {
        var (_, api, customerId) = await Start(provider);
        var address = $"/api/jobs/{(await api.Create("/api/jobs", new { customerId, title = "Spring" })).Id()}";
        await (await api.PutJson(address, new { title = "B" })).ShouldBeProblem(428);
        await (await api.PutJson(address + "/status", new { status = "done" })).ShouldBeProblem(428);
        await (await api.DeleteAsync(address)).ShouldBeProblem(428);
        await (await api.PutJson(address, new { title = "B", version = 1 })).ShouldBeJson(200);
        (await (await api.PutJson(address, new { title = "C" }, 1)).ShouldBeProblem(412)).GetProperty("current").Text("title").ShouldBe("B");
        await (await api.PutJson(address + "/status", new { status = "done" }, 1)).ShouldBeProblem(412);
        await (await api.DeleteVersion(address, 1)).ShouldBeProblem(412);
    }

    [Theory, BothDatabases]
    public async Task A_job_is_scheduled_with_its_date_and_keeps_one(Provider provider)
    {
        var (_, api, customerId) = await Start(provider);
        var address = $"/api/jobs/{(await api.Create("/api/jobs", new { customerId, title = "Spring" })).Id()}";
        (await (await api.PutJson(address + "/status", new { status = "scheduled" }, 1)).ShouldBeProblem(422)).GetProperty("errors").TryGetProperty("date", out _).ShouldBeTrue();
        var set = await (await api.PutJson(address + "/status", new { status = "Scheduled", date = "2026-12-01" }, 1)).ShouldBeJson(200);
        (set.Text("status"), set.Text("date"), set.Version()).ShouldBe(("scheduled", "2026-12-01", 2));
        (await (await api.PutJson(address, new { date = (string?)null }, 2)).ShouldBeProblem(422)).GetProperty("errors").TryGetProperty("date", out _).ShouldBeTrue();
        (await (await api.PutJson(address, new { status = "done" }, 2)).ShouldBeProblem(422)).GetProperty("errors").GetProperty("status")[0].GetString()!.ShouldContain("/status");
    }

    [Theory, BothDatabases]
    public async Task A_job_is_made_of_an_approved_estimate_once_even_when_asked_for_eight_times_at_once(Provider provider)
    {
        var (business, api, customerId) = await Start(provider);
        var address = $"/api/estimates/{(await api.Create("/api/estimates", new { customerId, title = "Two doors", amount = "900" })).Id()}";
        await (await api.PostJson(address + "/job", new { })).ShouldBeProblem(409, "not_approved");
        (await (await api.PutJson(address + "/status", new { status = "converted" }, 1)).ShouldBeProblem(422)).GetProperty("errors").TryGetProperty("status", out _).ShouldBeTrue();
        await (await api.PutJson(address + "/status", new { status = "approved" }, 1)).ShouldBeJson(200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => api.PostJson(address + "/job", new { }))));
        var made = await answers.Single(a => a.StatusCode == HttpStatusCode.Created).ShouldBeJson(201);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created)) await refused.ShouldBeProblem(409, "already_converted");
        (made.Text("title"), made.Text("amount"), made.Text("status"), made.GetProperty("customerId").GetGuid()).ShouldBe(("Two doors", "900.00", "unscheduled", customerId));
        (await business.InDb(db => db.Jobs.CountAsync())).ShouldBe(1);
        var estimate = await api.GetJson(address);
        estimate.Text("status").ShouldBe("converted");
        await (await api.PutJson(address + "/status", new { status = "draft" }, estimate.Version())).ShouldBeProblem(409, "already_converted");
    }

    [Theory, BothDatabases("/api/estimates"), BothDatabases("/api/jobs")]
    public async Task What_is_deleted_leaves_the_list_and_comes_back_and_outlives_its_customer(Provider provider, string path)
    {
        var (business, api, customerId) = await Start(provider);
        var made = await api.Create(path, new { customerId, title = "Spring" });
        var address = $"{path}/{made.Id()}";
        ((int)(await api.DeleteVersion(address, 1)).StatusCode).ShouldBe(204);
        await (await api.GetAsync(address)).ShouldBeProblem(404);
        (await api.GetJson(path)).GetProperty("total").GetInt32().ShouldBe(0);
        (await (await api.PostJson(address + "/restoration", new { })).ShouldBeJson(200)).Version().ShouldBe(3);
        (await (await api.PostJson(address + "/restoration", new { })).ShouldBeJson(200)).Version().ShouldBe(3, "a second undo does nothing");

        await business.Trash(customerId);
        (await api.GetJson(path)).GetProperty("items")[0].Id().ShouldBe(made.Id());
        (await (await business.Page("owner")).Page(address["/api".Length..])).QuerySelector("main")!.TextContent.ShouldContain("Its customer is in the trash");
    }

    [Theory, BothDatabases]
    public async Task The_list_finds_by_title_and_customer_filters_and_pages_in_every_order(Provider provider)
    {
        var (business, api, ann) = await Start(provider);
        var other = (await business.NewCustomer("José Núñez")).Id;
        for (var i = 0; i < 25; i++)
            await api.Create("/api/jobs", new { customerId = i % 5 == 0 ? other : ann, title = $"Door {i % 3}", status = i % 2 == 0 ? "done" : "unscheduled", amount = i % 4 == 0 ? null : $"{i * 10}", date = i % 3 == 0 ? null : $"2026-01-{i + 1:D2}" });
        foreach (var (query, total) in new[] { ("search=nunez", 5), ("search=door+1+jose", 1), ("search=door+nobody", 0), ("status=done", 13), ("status=done&status=unscheduled", 25), ($"customerId={other}", 5), ("search=100%25", 0) })
            (await api.GetJson($"/api/jobs?{query}")).GetProperty("total").GetInt32().ShouldBe(total, query);
        foreach (var sort in new[] { "title", "-title", "status", "-amount", "date", "-date", "createdAt", "-updatedAt" })
        {
            var numbered = new List<Guid>();
            for (var page = 1; page <= 3; page++) numbered.AddRange(Ids(await api.GetJson($"/api/jobs?sort={sort}&pageSize=10&page={page}")));
            numbered.Distinct().Count().ShouldBe(25, sort);
            var followed = new List<Guid>();
            for (string? after = ""; after is not null;)
            {
                var page = await api.GetJson($"/api/jobs?sort={sort}&pageSize=10{after}");
                followed.AddRange(Ids(page));
                after = page.GetProperty("nextAfter").ValueKind == JsonValueKind.Null ? null : $"&after={page.Text("nextAfter")}";
            }
            followed.ShouldBe(numbered, sort);
        }
        foreach (var word in new[] { "status=approved", "sort=colour", "sort=--title", "page=0", "colour=red", "customerId=x", "after=x" })
            (await (await api.GetAsync($"/api/jobs?{word}")).ShouldBeProblem(422)).GetProperty("errors").TryGetProperty(word.Split('=')[0], out _).ShouldBeTrue(word);

        static IEnumerable<Guid> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(i => i.Id());
    }
}
