using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GarageDoorOS.Tests.Support;
using Shouldly;

namespace GarageDoorOS.Tests.Features.Leads;

/// <summary>What people do with the pages of a lead.</summary>
internal static class LeadPages
{
    /// <summary>The fields of the one form on a page as a browser would send them.</summary>
    public static Dictionary<string, string> Fields(this IHtmlDocument page)
    {
        var form = page.QuerySelectorAll<IHtmlFormElement>("form").Single(f => f.QuerySelector("[data-close], .dialog-foot") is not null);
        var fields = new Dictionary<string, string>();
        foreach (var element in form.Elements.Where(e => !string.IsNullOrEmpty(e.GetAttribute("name"))))
        {
            var name = element.GetAttribute("name")!;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box when !box.IsChecked: break;
                case IHtmlInputElement input: fields[name] = input.Value; break;
                case IHtmlSelectElement select: fields[name] = select.Value ?? ""; break;
                case IHtmlTextAreaElement area: fields[name] = area.Value; break;
            }
        }
        fields.Remove("__RequestVerificationToken");
        return fields;
    }

    public static async Task<Dictionary<string, string>> FormAt(this PageClient page, string path) => (await page.Page(path)).Fields();

    /// <summary>Sends a form with script, as a dialog does; a value of null is left out.</summary>
    public static Task<HttpResponseMessage> Send(this PageClient page, string path, IReadOnlyDictionary<string, string> fields, params (string Name, string? Value)[] but)
    {
        var all = new Dictionary<string, string>(fields);
        foreach (var (name, value) in but)
            if (value is null) all.Remove(name); else all[name] = value;
        return page.Submit(HttpMethod.Post, path, [.. all.Select(f => (f.Key, f.Value))], htmx: true);
    }

    public static async Task<IHtmlDocument> ShouldBePage(this HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        return PageClient.Parse(text);
    }

    /// <summary>The dialog closes, a toast is shown, the lists refresh.</summary>
    public static async Task ShouldBeDone(this HttpResponseMessage answer, string? toast = null)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(200, text);
        text.ShouldBeEmpty();
        var trigger = answer.Headers.GetValues("HX-Trigger").Single();
        trigger.ShouldContain("leads-changed");
        if (toast is not null) trigger.ShouldContain(toast);
    }

    public static string? ErrorOf(this IHtmlDocument page, string id) => page.QuerySelector($"#{id}-error")?.TextContent.Trim();
}
