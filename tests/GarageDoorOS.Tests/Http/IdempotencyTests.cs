using System.Text;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Http;

public sealed class IdempotencyTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    private const string Reused = "idempotency_key_reused";

    [Theory, BothDatabases]
    public async Task A_repetition_gets_the_first_answer_and_changes_nothing(Provider provider)
    {
        var (business, api) = await Api(provider);
        using var first = await api.PostJson("/api/leads", new { name = "Ada" }, "k1");
        using var second = await api.PostJson("/api/leads", new { name = "Ada" }, "k1");
        (await second.ShouldBeJson(201)).GetRawText().ShouldBe((await first.ShouldBeJson(201)).GetRawText());
        second.Headers.Location.ShouldBe(first.Headers.Location);
        second.Headers.ETag.ShouldBe(first.Headers.ETag);
        second.Content.Headers.ContentType.ShouldBe(first.Content.Headers.ContentType);
        await Leads(business, 1);
        await business.DerivedRowsShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task Many_at_once_have_one_effect(Provider provider)
    {
        var (business, api) = await Api(provider);
        for (var round = 0; round < LongRun.Rounds(3, 30); round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => api.PostJson("/api/leads", new { name = $"Ada {round}" }, $"round {round}")));
            var ids = await Task.WhenAll(answers.Select(async a => (await a.ShouldBeJson(201)).Id()));
            ids.Distinct().Count().ShouldBe(1);
            await Leads(business, round + 1);
        }
        await business.DerivedRowsShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task Another_body_or_address_under_the_same_key_is_refused(Provider provider)
    {
        var (business, api) = await Api(provider);
        var lead = await (await api.PostJson("/api/leads", new { name = "Ada" }, "k")).ShouldBeJson(201);
        using var body = await api.PostJson("/api/leads", new { name = "Bo" }, "k");
        await body.ShouldBeProblem(422, Reused);
        using var address = await api.PostJson($"/api/leads/{lead.Id()}/restoration", new { name = "Ada" }, "k");
        await address.ShouldBeProblem(422, Reused);
        using var query = await api.PostJson("/api/leads?x=1", new { name = "Ada" }, "k");
        await query.ShouldBeProblem(422, Reused);
        await Leads(business, 1);
    }

    [Theory, BothDatabases]
    public async Task A_refusal_is_kept_like_any_answer(Provider provider)
    {
        var (business, api) = await Api(provider);
        using var first = await api.PostJson("/api/leads", new { }, "k");
        using var second = await api.PostJson("/api/leads", new { }, "k");
        (await second.ShouldBeProblem(422, "invalid")).GetRawText().ShouldBe((await first.ShouldBeProblem(422, "invalid")).GetRawText());
        using var unreadable = await api.SendAsync(Raw("{", "k2"));
        await unreadable.ShouldBeProblem(400, "unreadable");
        using var again = await api.SendAsync(Raw("{", "k2"));
        await again.ShouldBeProblem(400, "unreadable");
        using var mended = await api.SendAsync(Raw("{\"name\":\"Ada\"}", "k2"));
        await mended.ShouldBeProblem(422, Reused);
        await Leads(business, 0);
    }

    [Theory, BothDatabases]
    public async Task Keys_belong_to_who_sends_them(Provider provider)
    {
        var (business, api) = await Api(provider);
        var other = await (await (await hosts.On(provider)).NewBusiness()).Api();
        var ids = new List<Guid>();
        foreach (var caller in new[] { api, await business.Api(), other })
            ids.Add((await (await caller.PostJson("/api/leads", new { name = "Ada" }, "the same key")).ShouldBeJson(201)).Id());
        ids.Distinct().Count().ShouldBe(3);
    }

    [Theory, BothDatabases]
    public async Task Who_was_given_another_role_is_not_given_the_old_answer(Provider provider)
    {
        var (business, _) = await Api(provider);
        var (key, id) = await business.NewKey("owner");
        var api = business.ApiWith(key);
        await business.NewCustomer("Colleen Novak", ["5125550143"]);
        var lead = await business.NewLead(phones: ["5125550143"]);
        var path = $"/api/leads/{lead.Id}/conversion";
        (await (await api.PostJson(path, new { type = "residential" }, "k")).ShouldBeProblem(409)).GetRawText().ShouldContain("Colleen");
        await business.InDb(db => db.ApiKeys.Where(k => k.Id == id).ExecuteUpdateAsync(set => set.SetProperty(k => k.Role, "lead_agent")));
        (await (await api.PostJson(path, new { type = "residential" }, "k")).ShouldBeProblem(422, Reused)).GetRawText().ShouldNotContain("Colleen");
    }

    [Theory, BothDatabases]
    public async Task After_a_day_a_key_is_new_again(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var business = await host.NewBusiness();
        var api = await business.Api();
        await (await api.PostJson("/api/leads", new { name = "Ada" }, "k")).ShouldBeJson(201);
        host.Time.Pass(TimeSpan.FromHours(25));
        await (await api.PostJson("/api/leads", new { name = "Bo" }, "k")).ShouldBeJson(201);
        await Leads(business, 2);
    }

    [Theory, BothDatabases]
    public async Task A_lost_race_inside_leaves_the_key_and_its_answer_in_order(Provider provider)
    {
        var (business, api) = await Api(provider);
        var lead = await api.Create("/api/leads", new { name = "Ada", phones = new[] { new { number = "5125550143" } } });
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => api.PostJson($"/api/leads/{lead.Id()}/conversion", new { type = "residential" }, $"conversion {i}")));
        answers.Select(a => (int)a.StatusCode).Order().ShouldBe([201, 409, 409, 409]);
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => api.PostJson($"/api/leads/{lead.Id()}/conversion", new { type = "residential" }, $"conversion {i}")));
        again.Select(a => a.StatusCode).ShouldBe(answers.Select(a => a.StatusCode));
        (await business.InDb(db => db.Customers.CountAsync())).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_file_sent_again_is_the_same_request_though_its_boundary_is_new(Provider provider)
    {
        var (_, api) = await Api(provider);
        // This address wants JSON: what matters here is whose answer comes back.
        foreach (var (boundary, text, status) in new[] { ("one", "a,b", 415), ("two", "a,b", 415), ("two", "a,c", 422) })
        {
            using var body = new MultipartFormDataContent(boundary) { { new StringContent(text), "file", "leads.csv" }, { new StringContent("x"), "mapping" } };
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/leads") { Content = body };
            request.Headers.Add("Idempotency-Key", "file");
            using var answer = await api.SendAsync(request);
            await answer.ShouldBeProblem(status, status == 422 ? Reused : null);
        }
    }

    private async Task<(TestBusiness Business, HttpClient Api)> Api(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        return (business, await business.Api());
    }

    private static async Task Leads(TestBusiness business, int count) => (await business.InDb(db => db.Leads.CountAsync())).ShouldBe(count);

    private static HttpRequestMessage Raw(string body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/leads") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }
}
