using System.Text.Json;
using GarageDoorOS.Tests.Support;
using Xunit;

namespace GarageDoorOS.Tests.Http;

/// <summary>
/// Nothing that can be sent breaks anything: every route × odd input gives no 5xx, and under /api always problem+json. A class for each kind of input, as each walks every route and
/// the tests of one class run one after the other.
/// </summary>
public abstract class OddInputCalls(AppHosts hosts)
{
    protected List<string> Broken { get; } = [];

    protected async Task<(AppHost Host, TestRecords Records, PageClient Page, HttpClient Api)> Start(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        return (host, await TestRecords.In(business), await business.Page("owner"), await business.Api("owner"));
    }

    /// <summary>All of it with --long, else a few, the same ones every time.</summary>
    protected static IEnumerable<T> Sample<T>(IEnumerable<T> all, int few, int many)
    {
        var list = all.ToArray();
        new Random(17).Shuffle(list);
        return list.Take(LongRun.Rounds(few, many));
    }

    protected async Task Try(HttpClient client, HttpMethod method, string path, byte[]? body = null, string? type = null, string? what = null, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        if (header is { } set) request.Headers.TryAddWithoutValidation(set.Name, set.Value);
        using var answer = await client.SendAsync(request);
        await Note(answer, $"{method} {path[..Math.Min(200, path.Length)]} {what}");
    }

    protected async Task Note(HttpResponseMessage answer, string what)
    {
        var status = (int)answer.StatusCode;
        if (status >= 500) Broken.Add($"{status} {what}");
        if (status is < 400 or >= 500 || !answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/api/") || answer.RequestMessage.Method == HttpMethod.Head) return;
        var text = await answer.Content.ReadAsStringAsync();
        var isProblem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            && JsonSerializer.Deserialize<JsonElement>(text) is var problem && problem.TryGetProperty("code", out _) && problem.TryGetProperty("traceId", out _);
        if (!isProblem) Broken.Add($"{status} without problem+json: {what}");
    }
}
