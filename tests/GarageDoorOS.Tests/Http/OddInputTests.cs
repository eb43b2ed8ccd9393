using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Http;

/// <summary>Nothing that can be sent breaks anything: every route × odd input gives no 5xx, and under /api always problem+json.</summary>
public sealed class OddInputTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    private readonly List<string> broken = [];

    [Theory, BothDatabases]
    public async Task Odd_addresses_and_queries_break_nothing(Provider provider)
    {
        var (host, records, page, api) = await Start(provider);
        var pieces = OddInput.Texts.Select(Uri.EscapeDataString).Concat(OddInput.Encoded).ToList();
        foreach (var route in KnownRoute.Of(host))
        {
            var client = route.IsApi ? api : page.Http;
            var queries = route.IsSafe ? Sample(from name in OddInput.QueryNames from piece in pieces select $"?{name}={piece}", 30, 2_000) : [];
            foreach (var query in queries) await Try(client, route.Method, route.To(records) + query);
            if (route.IsSafe) await Try(client, route.Method, route.To(records) + "?" + string.Join("&", Enumerable.Repeat("status=new&sort=name", 400)));
            if (!route.HasId) continue;
            foreach (var piece in Sample(pieces.Where(p => p.Length is > 0 and < 2_000), 12, 100)) await Try(client, route.Method, route.With(piece));
        }
        broken.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Odd_JSON_breaks_nothing(Provider provider)
    {
        var (host, records, _, api) = await Start(provider);
        foreach (var route in KnownRoute.Of(host).Where(r => r.IsApi && !r.IsSafe))
        {
            var whole = JsonSerializer.SerializeToNode(route.Body ?? new { })!;
            foreach (var (field, value) in Sample(from field in OddInput.JsonFields from value in OddInput.Values select (field, value), 60, 5_000))
            {
                // Beside what the address wants, so that only this field is wrong.
                var rest = whole.AsObject().Where(p => p.Key != field).Select(p => $"{JsonSerializer.Serialize(p.Key)}:{p.Value?.ToJsonString() ?? "null"}");
                var text = "{" + string.Join(",", rest.Append($"{JsonSerializer.Serialize(field)}:{value}")) + "}";
                await Try(api, route.Method, route.To(records), Encoding.UTF8.GetBytes(text), "application/json", $"{field} = {value[..Math.Min(60, value.Length)]}");
            }
        }
        broken.ShouldBeEmpty();
    }

    // They are refused before any database is asked.
    [Fact]
    public async Task Odd_bodies_and_headers_break_nothing()
    {
        var (host, records, page, api) = await Start(Provider.Sqlite);
        foreach (var route in KnownRoute.Of(host))
        {
            var client = route.IsApi ? api : page.Http;
            if (!route.IsSafe)
                foreach (var (what, bytes, type) in OddInput.Bodies)
                {
                    await Try(client, route.Method, route.To(records), bytes, type, what);
                    if (!route.IsApi) await Try(client, route.Method, route.To(records), bytes, type, what + " and the token", ("RequestVerificationToken", await page.Token()));
                }
            foreach (var (name, value) in OddInput.Headers)
                await Try(client, route.Method, route.To(records), route.IsSafe ? null : "{}"u8.ToArray(), "application/json", $"{name}: {value[..Math.Min(60, value.Length)]}", (name, value));
            foreach (var method in new[] { "PATCH", "TRACE", "OPTIONS", "NOSUCH" })
                await Try(client, new(method), route.To(records));
        }
        broken.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Odd_values_in_every_field_of_every_form_break_nothing(Provider provider)
    {
        var (host, records, page, _) = await Start(provider);
        foreach (var form in await FormsOf(host, records, page))
            foreach (var (field, text) in Sample(from field in form.Fields from text in OddInput.Texts select (field, text), 30, 5_000))
            {
                var fields = form.Fields.Where(f => f != field).Select(f => (f, form.Values[f])).Append((field, text)).ToArray();
                using var answer = await page.Submit(form.Method, form.Action, fields, htmx: true);
                await Note(answer, $"{form.Method} {form.Action} {field} = {text[..Math.Min(60, text.Length)]}");
            }
        broken.ShouldBeEmpty();
    }

    private sealed record Form(HttpMethod Method, string Action, IReadOnlyDictionary<string, string> Values)
    {
        public IEnumerable<string> Fields => Values.Keys;
    }

    /// <summary>The forms that the program's own pages show, signing out left out.</summary>
    private static async Task<IReadOnlyList<Form>> FormsOf(AppHost host, TestRecords records, PageClient page)
    {
        var forms = new Dictionary<string, Form>();
        foreach (var route in KnownRoute.Of(host).Where(r => r.IsSafe && !r.IsApi))
        {
            using var answer = await page.Http.GetAsync(route.To(records));
            if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            foreach (var form in PageClient.Parse(await answer.Content.ReadAsStringAsync()).QuerySelectorAll("form"))
            {
                var (method, action) = form.GetAttribute("hx-put") is { } put ? (HttpMethod.Put, put)
                    : form.GetAttribute("hx-delete") is { } delete ? (HttpMethod.Delete, delete)
                    : form.GetAttribute("hx-post") is { } post ? (HttpMethod.Post, post)
                    : (form.GetAttribute("method")?.ToUpperInvariant() == "POST" ? HttpMethod.Post : HttpMethod.Get, form.GetAttribute("action") ?? route.To(records));
                if (method == HttpMethod.Get || action.Contains("sign-out")) continue;
                var values = form.QuerySelectorAll("input[name],select[name],textarea[name]").GroupBy(f => f.GetAttribute("name")!)
                    .Where(g => g.Key != "__RequestVerificationToken").ToDictionary(g => g.Key, g => g.First().GetAttribute("value") ?? "");
                forms.TryAdd($"{method} {action}", new(method, action, values));
            }
        }
        return [.. forms.Values];
    }

    private async Task<(AppHost Host, TestRecords Records, PageClient Page, HttpClient Api)> Start(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        return (host, await TestRecords.In(business), await business.Page("owner"), await business.Api("owner"));
    }

    /// <summary>All of it with --long, else a few, the same ones every time.</summary>
    private static IEnumerable<T> Sample<T>(IEnumerable<T> all, int few, int many)
    {
        var list = all.ToArray();
        new Random(17).Shuffle(list);
        return list.Take(LongRun.Rounds(few, many));
    }

    private async Task Try(HttpClient client, HttpMethod method, string path, byte[]? body = null, string? type = null, string? what = null, (string Name, string Value)? header = null)
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

    private async Task Note(HttpResponseMessage answer, string what)
    {
        var status = (int)answer.StatusCode;
        if (status >= 500) broken.Add($"{status} {what}");
        if (status is < 400 or >= 500 || !answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/api/") || answer.RequestMessage.Method == HttpMethod.Head) return;
        var text = await answer.Content.ReadAsStringAsync();
        var isProblem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            && JsonSerializer.Deserialize<JsonElement>(text) is var problem && problem.TryGetProperty("code", out _) && problem.TryGetProperty("traceId", out _);
        if (!isProblem) broken.Add($"{status} without problem+json: {what}");
    }
}
