using GarageDoorOS.Domain;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>
/// Which leads are meant: those with these <c>Ids</c>, or all that the <c>Filter</c> leaves and that nobody has added or changed after <c>AsOf</c>,
/// when the person saw how many they are.
/// </summary>
public sealed record ChosenLeads(IReadOnlyList<Guid>? Ids, ListUrl? Filter, Instant? AsOf, FormErrors Errors)
{
    /// <summary>More leads than this are no slip of the hand but a job for an import.</summary>
    public const int Most = 10_000;

    /// <summary>Characters of a filter.</summary>
    public const int LongestFilter = 2_000;

    public static string TooMany => $"At most {Most.Grouped()} leads at once: narrow the list first.";

    /// <summary>The fields of JSON and of forms that say which leads are meant.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["ids", "filter", "asOf"];

    public static ChosenLeads FromJson(JsonFields json)
    {
        var errors = json.Errors;
        var sent = json.List("ids", Most);
        var ids = new List<Guid>(sent.Count);
        foreach (var (element, path) in sent)
        {
            if (element.ValueKind == System.Text.Json.JsonValueKind.String && element.TryGetGuid(out var id)) ids.Add(id);
            else errors.Add(path, "This must be an id.");
        }
        return Of(json.Has("ids") ? ids : null, json.Text("filter", LongestFilter), json.Text("asOf"), errors);
    }

    /// <summary>The ids travel as one field: two hundred of them are one value.</summary>
    public static ChosenLeads FromForm(IFormCollection form, FormErrors errors)
    {
        var words = form["ids"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var ids = words.Select(word => Guid.TryParse(word, out var id) ? id : (Guid?)null).ToList();
        if (ids.Count > Most) errors.Add("ids", TooMany);
        else if (ids.Contains(null)) errors.Add("ids", "These are no leads.");
        var filter = form.ContainsKey("filter") ? TextRule.Read(form["filter"].ToString(), "filter", LongestFilter, errors) : null;
        return Of(filter is null ? [.. ids.OfType<Guid>()] : null, filter, form["asOf"].ToString().OrNull(), errors);
    }

    private static ChosenLeads Of(IReadOnlyList<Guid>? ids, string? filter, string? asOf, FormErrors errors)
    {
        if (ids is null == filter is null && !errors.Any) errors.Add("ids", "Say which leads: either ids or a filter.");
        else if (ids is [] && !errors.Any) errors.Add("ids", "Choose at least one lead.");
        var moment = asOf is null ? null : InstantPattern.ExtendedIso.Parse(asOf) is { Success: true, Value: var instant } ? instant : (Instant?)null;
        if (asOf is not null && moment is null) errors.Add("asOf", "This must be a moment such as 2026-11-23T14:34:00Z.");
        return new(ids, filter is null ? null : Read(filter), moment, errors);
    }

    /// <summary>A list by what stands behind the question mark of its address.</summary>
    private static ListUrl Read(string filter) =>
        ListUrl.Of("/leads", QueryHelpers.ParseQuery(filter).SelectMany(word => word.Value.Select(value => KeyValuePair.Create(word.Key, value ?? "")))).Without("sort", "pageSize");
}

/// <summary>
/// <c>ids</c>: up to 10,000 leads; those that are gone or not yours to see are skipped. Or <c>filter</c>: the words of GET /api/leads as they stand in
/// its address (<c>status=new&amp;source=Yelp</c>; empty: all), with <c>asOf</c> from GET /api/leads/bulk, so that only leads are meant that nobody
/// has added or changed since. What is already done stays done if something breaks on the way.
/// </summary>
public sealed record BulkBody(IReadOnlyList<Guid>? Ids, string? Filter, Instant? AsOf, Guid? AssigneeId, GarageDoorOS.Domain.Leads.LeadStatus Status, string? LostReason, Guid CadenceId);
