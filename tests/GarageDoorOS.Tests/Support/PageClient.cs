using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Shouldly;

namespace GarageDoorOS.Tests.Support;

/// <summary>A browser without JavaScript: keeps cookies, reads pages, sends forms with their antiforgery token.</summary>
public sealed class PageClient(HttpClient http)
{
    private string? token;

    public HttpClient Http => http;

    public async Task SignIn(string email, string password)
    {
        await Page("/sign-in");
        using var answer = await Post("/sign-in", ("email", email), ("password", password));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        // The token belongs to who was signed in when it was given.
        token = null;
    }

    /// <summary>The whole page at an address, which must be there.</summary>
    public async Task<IHtmlDocument> Page(string path)
    {
        using var answer = await http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return Read(text);
    }

    /// <summary>Takes the token of whatever page an answer is, a refusal too.</summary>
    public async Task<IHtmlDocument> Read(HttpResponseMessage answer) => Read(await answer.Content.ReadAsStringAsync());

    private IHtmlDocument Read(string text)
    {
        var page = Parse(text);
        token = page.QuerySelector("meta[name=antiforgery]")?.GetAttribute("content") ?? page.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")?.Value ?? token;
        return page;
    }

    /// <summary>What htmx gets when it asks for the part of a page that <paramref name="target"/> names.</summary>
    public async Task<IHtmlDocument> Fragment(string path, string? target = null)
    {
        using var answer = await Send(HttpMethod.Get, path, [("HX-Request", "true"), ("HX-Target", target ?? "")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return Parse(await answer.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields) => Submit(HttpMethod.Post, path, fields);

    /// <summary>What proves that a form came from one of our own pages.</summary>
    public async Task<string> Token()
    {
        if (token is null) await Read(await http.GetAsync("/leads"));
        return token!;
    }

    /// <summary>Sends a form as the page does.</summary>
    public async Task<HttpResponseMessage> Submit(HttpMethod method, string path, (string Name, string Value)[] fields, bool htmx = false)
    {
        var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await Send(method, path, [("RequestVerificationToken", await Token()), .. htmx ? [("HX-Request", "true")] : ((string, string)[])[]], content);
    }

    public static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, (string Name, string Value)[] headers, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request);
    }
}
