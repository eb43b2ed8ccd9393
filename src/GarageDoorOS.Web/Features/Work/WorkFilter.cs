using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Work;

/// <summary>What the words of the list's address mean. A wrong word is an error by its name and narrows nothing.</summary>
public sealed record WorkFilter<TWork>(IReadOnlyList<Term> Terms, IReadOnlyList<WorkStatus> Statuses, Guid? CustomerId, string Sort, RecordOrder<TWork> Order, ListPlace Place) where TWork : WorkRecord, IWork<TWork>
{
    private const string DefaultSort = "-createdAt";

    private static WorkKind What => TWork.Described;

    /// <summary>What each word means to a program.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(
    [
        new("search", "Words that must all occur in the title or in the customer's name."),
        new("status", $"{string.Join(", ", What.Statuses.Select(status => status.Word()))}; may be given several times."),
        new("customerId", $"The id of a customer: their {What.Plural} alone."),
        new("sort", $"One of {string.Join(", ", WorkSearch<TWork>.Orders.Keys)}; - before it for descending. Default {DefaultSort}."),
        .. ListPlace.Words(What.Noun),
    ]);

    public static WorkFilter<TWork> Read(ListUrl url, string phoneCountry, FormErrors errors)
    {
        url.Check(Words, errors, several: "status");
        var statuses = url.All("status").Select(word => Status(word, errors)).OfType<WorkStatus>().Distinct().Order().ToList();
        var customer = Guid.TryParse(url["customerId"], out var id) ? id : (Guid?)null;
        if (url["customerId"] is not null && customer is null) errors.Add("customerId", "This is not the id of a customer.");
        var (sort, order) = Sorted(url["sort"] ?? DefaultSort, errors);
        var terms = SearchTerms.Parse(TextRule.Read(url["search"], "search", TextRule.Line, errors), phoneCountry);
        return new(terms, statuses, customer, sort, order, ListPlace.Read(url, What.Noun, errors));
    }

    private static WorkStatus? Status(string word, FormErrors errors)
    {
        if (WorkStatuses.Read(word) is { } status && What.Statuses.Contains(status)) return status;
        if (!errors.Has("status")) errors.Add("status", $"{What.Title} statuses are {string.Join(", ", What.Statuses.Select(s => s.Word()))}.");
        return null;
    }

    private static (string, RecordOrder<TWork>) Sorted(string sort, FormErrors errors)
    {
        if (WorkSearch<TWork>.Orders.TryGetValue(sort.TrimStart('-'), out var order) && !sort.StartsWith("--", StringComparison.Ordinal)) return (sort, sort.StartsWith('-') ? order.Descending : order);
        errors.Add("sort", $"{What.Title}s are sorted by {string.Join(", ", WorkSearch<TWork>.Orders.Keys)}, with - before it the other way round.");
        return Sorted(DefaultSort, errors);
    }
}
