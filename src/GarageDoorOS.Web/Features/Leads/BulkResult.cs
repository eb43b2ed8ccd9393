using System.Text.Json.Serialization;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>
/// What became of many leads. <c>id</c>: of the action, to undo it within 24 hours; null where nothing was done, or nothing can be undone. <c>done</c>: how many were changed.
/// <c>skipped</c>: how many were not, by reason. <c>left</c>: how many it did not come to, because something broke on the way; ask again for those.
/// </summary>
public sealed class BulkResult
{
    /// <summary>
    /// <c>reason</c>: <c>not_found</c> (gone, or not yours to see), <c>unchanged</c> (it was so already), <c>converted</c> (a customer keeps that
    /// status), <c>changed_meanwhile</c> (added or changed since the choice was made, or since the action that is undone), <c>assignee_left</c>
    /// (who worked it before is in the team no longer), or <c>closed</c> (nothing is to be done for it).
    /// </summary>
    public sealed record Skips(string Reason, int Count);

    internal const string NotFound = "not_found", Unchanged = "unchanged", Converted = "converted", ChangedMeanwhile = "changed_meanwhile", AssigneeLeft = "assignee_left", Closed = "closed";

    private readonly SortedDictionary<string, int> skipped = new(StringComparer.Ordinal);

    public Guid? Id { get; internal set; }
    public int Done { get; internal set; }
    public IReadOnlyList<Skips> Skipped => [.. skipped.Select(s => new Skips(s.Key, s.Value))];
    public int Left { get; internal set; }

    internal void Skip(string reason, int count = 1)
    {
        if (count > 0) skipped[reason] = skipped.GetValueOrDefault(reason) + count;
    }

    /// <summary>Adds what one portion came to, once that is saved.</summary>
    internal void Take(BulkResult portion)
    {
        Done += portion.Done;
        foreach (var (reason, count) in portion.skipped) Skip(reason, count);
    }

    /// <summary>«12 leads», or «1 lead».</summary>
    internal static string Leads(int count) => count == 1 ? "1 lead" : $"{count.Grouped()} leads";

    /// <summary>What a person is told beside what was done.</summary>
    [JsonIgnore]
    internal string Rest => string.Concat(skipped.Select(s => " " + Words(s.Key, s.Value))) + (Left == 0 ? "" : $" It stopped before the last {Left.Grouped()}: something broke on our side. Do it again for those.");

    private static string Words(string reason, int count) => reason switch
    {
        NotFound => $"{count.Grouped()} {(count == 1 ? "is" : "are")} not there any more.",
        Unchanged => $"{count.Grouped()} {(count == 1 ? "was" : "were")} so already.",
        Converted => $"{Leads(count)} {(count == 1 ? "is a customer" : "are customers")} already and {(count == 1 ? "stays" : "stay")} converted.",
        Closed => $"{count.Grouped()} {(count == 1 ? "is" : "are")} closed.",
        AssigneeLeft => $"{count.Grouped()} {(count == 1 ? "stays" : "stay")}: who worked {(count == 1 ? "it" : "them")} has left the team.",
        _ => $"{count.Grouped()} {(count == 1 ? "stays" : "stay")} as {(count == 1 ? "it is" : "they are")}: changed meanwhile.",
    };
}
