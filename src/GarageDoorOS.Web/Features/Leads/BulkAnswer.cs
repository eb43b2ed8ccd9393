using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>How a page hears what became of many leads.</summary>
internal static class BulkAnswer
{
    public static IResult Done(HttpContext context, BulkResult result, string become)
    {
        var said = result.Done == 0 ? "Nothing was changed." : $"{BulkResult.Leads(result.Done)} {(result.Done == 1 ? "is" : "are")} {become} now.";
        return Http.Done.Answer(context, said + result.Rest, "leads-changed", "/leads", result.Id is { } id ? $"/leads/bulk/{id}/undoing" : null);
    }
}

/// <summary>Which leads a dialog is about, carried along as they were sent.</summary>
public sealed record BulkChoice(string Ids, string? Filter, string AsOf, int Count)
{
    public string Leads => Count == 1 ? "1 lead" : $"{Count.Grouped()} leads";

    public static BulkChoice Of(IFormCollection typed)
    {
        var ids = typed["ids"].ToString();
        var filter = typed.ContainsKey("filter") ? typed["filter"].ToString() : null;
        var count = filter is null ? ids.Split(',', StringSplitOptions.RemoveEmptyEntries).Length : int.TryParse(typed["count"], out var said) && said > 0 ? said : 0;
        return new(ids, filter, typed["asOf"].ToString(), count);
    }
}
