using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>What the words of the list's address mean. A wrong word is an error by its name and narrows nothing.</summary>
public sealed record CustomerFilter(CustomerSearch.Criteria Criteria, string Sort, RecordOrder<Customer> Order, ListPlace Place)
{
    private const string DefaultSort = "name";

    private static readonly Dictionary<string, RecordOrder<Customer>> Orders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = CustomerOrder.Name,
        ["company"] = CustomerOrder.Company,
        ["type"] = CustomerOrder.Type,
        ["createdAt"] = CustomerOrder.CreatedAt,
        ["updatedAt"] = CustomerOrder.UpdatedAt,
    };

    /// <summary>What each word means to a program.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(
    [
        new("search", "Words that must all occur in name, company, contacts, phones in any spelling, e-mails, addresses or notes."),
        new("type", "residential or commercial."),
        new("status", "By their estimates and jobs, as far as you may see them: open (some are), past (all are over) or none."),
        new("sort", $"One of {string.Join(", ", Orders.Keys)}; - before it for descending. Default {DefaultSort}."),
        .. ListPlace.Words("customer"),
    ]);

    public static bool IsKnown(string word) => Words.ContainsKey(word);

    public static CustomerFilter Read(ListUrl url, string phoneCountry, FormErrors errors)
    {
        url.Check(Words, errors);
        var type = url["type"] is { } typed ? CustomerTypes.Read(typed) : null;
        if (url["type"] is not null && type is null) errors.Add("type", "A type is residential or commercial.");
        var status = CustomerStatuses.Read(url["status"]);
        if (url["status"] is not null && status is null) errors.Add("status", $"A status is {string.Join(", ", CustomerStatuses.All.Select(s => s.Word()))}.");
        var (sort, order) = Sorted(url["sort"] ?? DefaultSort, errors);
        return new(new(SearchTerms.Parse(TextRule.Read(url["search"], "search", TextRule.Line, errors), phoneCountry), type, status), sort, order, ListPlace.Read(url, "customer", errors));
    }

    private static (string, RecordOrder<Customer>) Sorted(string sort, FormErrors errors)
    {
        if (Orders.TryGetValue(sort.StartsWith('-') ? sort[1..] : sort, out var order)) return (sort, sort.StartsWith('-') ? order.Descending : order);
        errors.Add("sort", $"Customers are sorted by {string.Join(", ", Orders.Keys)}, with - before it the other way round.");
        return (DefaultSort, CustomerOrder.Name);
    }
}
