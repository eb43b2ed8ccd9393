using AngleSharp.Dom;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Http;

/// <summary>Odd text in every field of every form that the program's own pages show.</summary>
public sealed class OddFormTests(SharedHosts hosts) : OddInputCalls(hosts)
{
    [Theory, BothDatabases]
    public async Task Odd_values_in_every_field_of_every_form_break_nothing(Provider provider)
    {
        var (host, records, page, _) = await Start(provider);
        foreach (var form in await FormsOf(host, records, page))
            foreach (var (field, text) in Sample(from field in form.Fields from text in OddInput.Texts select (field, text), 10, 5_000))
            {
                var fields = form.Fields.Where(f => f != field).Select(f => (f, form.Values[f])).Append((field, text)).ToArray();
                using var answer = await page.Submit(form.Method, form.Action, fields, htmx: true);
                await Note(answer, $"{form.Method} {form.Action} {field} = {text[..Math.Min(60, text.Length)]}");
            }
        Broken.ShouldBeEmpty();
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
}
