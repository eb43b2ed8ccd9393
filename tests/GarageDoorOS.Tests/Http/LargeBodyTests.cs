using System.Net;
using System.Text;
using GarageDoorOS.Tests.Features.Imports;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Http;

/// <summary>How much may be sent where, on a real port: the host of the other tests takes everything.</summary>
public sealed class LargeBodyTests
{
    private const int Mega = 1024 * 1024;

    [Theory, BothDatabases]
    public async Task Only_a_list_may_be_larger_than_a_megabyte(Provider provider)
    {
        await using var host = await AppHost.Listen(provider);
        var business = await host.NewBusiness();
        var (api, nobody) = (await business.Api(), host.Anonymous());

        await (await Send(api, "/api/leads", Json(Mega + 1))).ShouldBeProblem(413, "too_large");
        await (await Send(api, "/api/leads", Json(Mega + 1), "once")).ShouldBeProblem(413, "too_large");
        await (await Send(api, "/api/leads", Json(Mega))).ShouldBeProblem(422);
        await (await Send(nobody, "/api/leads", Json(Mega + 1))).ShouldBeProblem(401);
        using var refused = await Send(nobody, "/sign-in", new FormUrlEncodedContent([new("email", new string('x', Mega))]));
        refused.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("This is larger than what can be taken here");

        (await api.Import(ImportCalls.List($"Name,Notes\nAnn,x{new string(' ', 3 * Mega)}\n"))).Counts().ShouldBe((1, 1, 0, 0));
        await (await Send(api, "/api/imports", ImportCalls.List(new byte[65 * Mega]))).ShouldBeProblem(413, "too_large");
    }

    [Theory, BothDatabases]
    public async Task A_body_of_unknown_fields_is_answered_with_a_hundred_errors(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var api = await (await host.NewBusiness()).Api();
        var json = "{" + string.Join(',', Enumerable.Range(0, 50_000).Select(n => $"\"f{n}\":1")) + "}";

        var problem = await (await Send(api, "/api/leads", new StringContent(json, Encoding.UTF8, "application/json"))).ShouldBeProblem(422, "invalid");

        problem.GetProperty("errors").EnumerateObject().Count().ShouldBe(100);
    }

    private static StringContent Json(int bytes) => new($"{{\"name\":\"{new string('x', bytes - 11)}\"}}", Encoding.UTF8, "application/json");

    // A client that waits to be told to go on gets its refusal before it has sent anything.
    private static async Task<HttpResponseMessage> Send(HttpClient client, string path, HttpContent content, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.ExpectContinue = true;
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await client.SendAsync(request);
    }
}
