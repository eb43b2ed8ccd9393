using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Data.Queries;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>The words that sort a list of leads; <c>-</c> before one turns it round.</summary>
public static class LeadSort
{
    public const string Default = "-cameAt", NextTask = "nextTask";

    private static readonly Dictionary<string, RecordOrder<Lead>> ByWord = new(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = LeadOrder.Name,
        ["company"] = LeadOrder.Company,
        ["status"] = LeadOrder.Status,
        ["source"] = LeadOrder.Source,
        ["value"] = LeadOrder.Value,
        ["assignee"] = LeadOrder.Assignee,
        ["cameAt"] = LeadOrder.CameAt,
        ["createdAt"] = LeadOrder.CreatedAt,
        ["updatedAt"] = LeadOrder.UpdatedAt,
        [NextTask] = LeadOrder.NextTask,
    };

    public static string Words => string.Join(", ", ByWord.Keys);

    public static RecordOrder<Lead>? Find(string word) =>
        !ByWord.TryGetValue(word.StartsWith('-') ? word[1..] : word, out var order) ? null : word.StartsWith('-') ? order.Descending : order;
}
