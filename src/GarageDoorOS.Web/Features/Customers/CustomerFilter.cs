using System.Globalization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>What the words of the list's address mean. A wrong word is an error by its name and narrows nothing.</summary>
public sealed record CustomerFilter(IReadOnlyList<Term> Terms, CustomerType? Type, string Sort, RecordOrder<Customer> Order, int Page, int PageSize, Guid? After)
{
    public const int DeepestRow = 10_000;
    private const string DefaultSort = "name";
    private const int DefaultSize = 50, SmallestSize = 10, LargestSize = 200;

    private static readonly Dictionary<string, RecordOrder<Customer>> Orders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = CustomerOrder.Name,
        ["company"] = CustomerOrder.Company,
        ["type"] = CustomerOrder.Type,
        ["createdAt"] = CustomerOrder.CreatedAt,
        ["updatedAt"] = CustomerOrder.UpdatedAt,
    };

    /// <summary>What each word means to a program.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["search"] = "Words that must all occur in name, company, contacts, phones in any spelling, e-mails, addresses or notes.",
        ["type"] = "residential or commercial.",
        ["sort"] = $"One of {string.Join(", ", Orders.Keys)}; - before it for descending. Default {DefaultSort}.",
        ["page"] = "From 1, the default. Pages reach the first 10,000 customers; go on with after.",
        ["pageSize"] = $"{SmallestSize} to {LargestSize}, default {DefaultSize}.",
        ["after"] = "The id of the last customer that you have: the list goes on behind it.",
    };

    public static bool IsKnown(string word) => Words.ContainsKey(word);

    public static CustomerFilter Read(ListUrl url, string phoneCountry, FormErrors errors)
    {
        foreach (var word in url.Words.Select(w => w.Key).Distinct())
        {
            if (!IsKnown(word)) errors.Add(word, "This word is not known here.");
            else if (url.All(word).Skip(1).Any()) errors.Add(word, "Give this once.");
        }
        var type = url["type"] is { } typed ? CustomerTypes.Read(typed) : null;
        if (url["type"] is not null && type is null) errors.Add("type", "A type is residential or commercial.");
        var (page, size) = (Number(url, "page", 1, 1, int.MaxValue, errors), Number(url, "pageSize", DefaultSize, SmallestSize, LargestSize, errors));
        if ((long)page * size > DeepestRow)
        {
            errors.Add("page", "Pages are numbered for the first 10,000 customers. Go on with after= and the id of the last customer that you have.");
            page = 1;
        }
        var after = Guid.TryParse(url["after"], out var id) ? id : (Guid?)null;
        if (url["after"] is not null && after is null) errors.Add("after", "This is not the id of a customer.");
        var (sort, order) = Sorted(url["sort"] ?? DefaultSort, errors);
        return new(SearchTerms.Parse(TextRule.Read(url["search"], "search", TextRule.Line, errors), phoneCountry), type, sort, order, page, size, after);
    }

    private static (string, RecordOrder<Customer>) Sorted(string sort, FormErrors errors)
    {
        if (Orders.TryGetValue(sort.StartsWith('-') ? sort[1..] : sort, out var order)) return (sort, sort.StartsWith('-') ? order.Descending : order);
        errors.Add("sort", $"Customers are sorted by {string.Join(", ", Orders.Keys)}, with - before it the other way round.");
        return (DefaultSort, CustomerOrder.Name);
    }

    private static int Number(ListUrl url, string word, int otherwise, int least, int most, FormErrors errors)
    {
        if (url[word] is not { } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        errors.Add(word, most == int.MaxValue ? "Pages are counted from 1." : $"This is a number from {least} to {most}.");
        return otherwise;
    }
}
