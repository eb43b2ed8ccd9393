using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;

namespace GarageDoorOS.Tests.Support;

/// <summary>How a program talks to the JSON API, and what it may expect.</summary>
public static class ApiCalls
{
    public static async Task<JsonElement> GetJson(this HttpClient api, string path)
    {
        using var answer = await api.GetAsync(path);
        return await answer.ShouldBeJson(200);
    }

    public static Task<HttpResponseMessage> PostJson(this HttpClient api, string path, object? body, string? idempotencyKey = null) =>
        api.SendJson(HttpMethod.Post, path, body, idempotencyKey is null ? null : ("Idempotency-Key", idempotencyKey));

    /// <summary>PUT with the version that the change starts from.</summary>
    public static Task<HttpResponseMessage> PutJson(this HttpClient api, string path, object? body, int? version = null) =>
        api.SendJson(HttpMethod.Put, path, body, version is null ? null : ("If-Match", $"\"{version}\""));

    public static Task<HttpResponseMessage> DeleteVersion(this HttpClient api, string path, int version) =>
        api.SendJson(HttpMethod.Delete, path, null, ("If-Match", $"\"{version}\""));

    /// <summary>Makes a record and gives back what the API answered.</summary>
    public static async Task<JsonElement> Create(this HttpClient api, string path, object body)
    {
        using var answer = await api.PostJson(path, body);
        return await answer.ShouldBeJson(201);
    }

    public static async Task<JsonElement> ShouldBeJson(this HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/json", text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>Every refusal under /api is problem+json with a code and a trace id.</summary>
    public static async Task<JsonElement> ShouldBeProblem(this HttpResponseMessage answer, int status, string? code = null)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", text);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        var found = problem.GetProperty("code").GetString();
        if (code is not null) found.ShouldBe(code, text);
        return problem;
    }

    public static Guid Id(this JsonElement record) => record.GetProperty("id").GetGuid();

    public static int Version(this JsonElement record) => record.GetProperty("version").GetInt32();

    public static string? Text(this JsonElement record, string field) => record.GetProperty(field).GetString();

    public static async Task<HttpResponseMessage> SendJson(this HttpClient api, HttpMethod method, string path, object? body, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (header is { } set) request.Headers.TryAddWithoutValidation(set.Name, set.Value);
        return await api.SendAsync(request);
    }
}
