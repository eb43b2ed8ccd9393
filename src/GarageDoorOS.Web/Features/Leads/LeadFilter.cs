using System.Globalization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>What the words of a list's address mean. A wrong word is an error by its name and narrows nothing.</summary>
public sealed record LeadFilter(LeadCriteria Criteria, string Sort, RecordOrder<Lead> Order, int Page, int PageSize, Guid? After)
{
    public const int DefaultSize = 50;
    public const int DeepestRow = 10_000;
    private const int SmallestSize = 10, LargestSize = 200;

    /// <summary>What each word means to a program.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["search"] = "Words that must all occur in name, company, phones in any spelling, e-mails, service address or notes.",
        ["status"] = "new, contacted, qualified, converted, lost or unqualified; may be given several times.",
        ["source"] = "The name of a source.",
        ["assignee"] = "The id of a team member, me, or none for the pool.",
        ["createdFrom"] = "A date, 2026-11-23, in the business's time zone; that day included.",
        ["createdTo"] = "A date, 2026-11-23, in the business's time zone; that day included.",
        ["valueMin"] = "The least estimated value, in the business's currency.",
        ["valueMax"] = "The highest estimated value, in the business's currency.",
        ["sort"] = $"One of {LeadSort.Words}; - before it for descending. Default {LeadSort.Default}.",
        ["page"] = "From 1, the default. Pages reach the first 10,000 leads; go on with after.",
        ["pageSize"] = $"{SmallestSize} to {LargestSize}, default {DefaultSize}.",
        ["after"] = "The id of the last lead that you have: the list goes on behind it.",
    };

    /// <summary>What <c>status=open</c> of a page stands for.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Open { get; } =
        [.. Enum.GetValues<LeadStatus>().Where(s => s.IsOpen()).Select(s => KeyValuePair.Create("status", s.Word()))];

    public static bool IsKnown(string word) => Words.ContainsKey(word);

    public static LeadFilter Read(ListUrl url, LeadWords known, FormErrors errors)
    {
        foreach (var word in url.Words.Select(w => w.Key).Distinct())
        {
            if (!IsKnown(word)) errors.Add(word, "This word is not known here.");
            else if (word != "status" && url.All(word).Skip(1).Any()) errors.Add(word, "Give this once.");
        }
        var sort = url["sort"] ?? LeadSort.Default;
        if (LeadSort.Find(sort) is null)
        {
            errors.Add("sort", $"Leads are sorted by {LeadSort.Words}, with - before it the other way round.");
            sort = LeadSort.Default;
        }
        var (page, size) = (Number(url, "page", 1, 1, int.MaxValue, errors), Number(url, "pageSize", DefaultSize, SmallestSize, LargestSize, errors));
        if ((long)page * size > DeepestRow)
        {
            errors.Add("page", "Pages are numbered for the first 10,000 leads. Go on with after= and the id of the last lead that you have.");
            page = 1;
        }
        return new(Narrowed(url, known, errors), sort, LeadSort.Find(sort)!, page, size, Id(url, "after", errors));
    }

    private static LeadCriteria Narrowed(ListUrl url, LeadWords known, FormErrors errors)
    {
        var assignee = url["assignee"];
        var inPool = Same(assignee, "none");
        return new()
        {
            Terms = SearchTerms.Parse(TextRule.Read(url["search"], "search", TextRule.Line, errors), known.PhoneCountry),
            Statuses = [.. url.All("status").Select(word => Status(word, errors)).OfType<LeadStatus>().Distinct().Order()],
            Source = url["source"] is { } source ? Source(source, known, errors) : null,
            InPool = inPool,
            AssigneeId = assignee is null || inPool ? null : Same(assignee, "me") ? known.Me : Member(assignee, known, errors),
            CreatedFrom = Date(url, "createdFrom", errors)?.AtStartOfDayInZone(known.Zone).ToInstant(),
            CreatedBefore = Date(url, "createdTo", errors)?.PlusDays(1).AtStartOfDayInZone(known.Zone).ToInstant(),
            ValueMin = Amount(url, "valueMin", errors),
            ValueMax = Amount(url, "valueMax", errors),
        };
    }

    private static bool Same(string? word, string other) => string.Equals(word?.Trim(), other, StringComparison.OrdinalIgnoreCase);

    private static LeadStatus? Status(string word, FormErrors errors) =>
        LeadStatusExtensions.TryRead(word, out var status) ? status
        : Wrong<LeadStatus>("status", $"A status is one of {string.Join(", ", Enum.GetValues<LeadStatus>().Select(s => s.Word()))}.", errors);

    private static Named? Source(string name, LeadWords known, FormErrors errors)
    {
        var key = Folding.Fold(name);
        if (known.Sources.FirstOrDefault(s => Folding.Fold(s.Name) == key) is { } source) return source;
        errors.Add("source", $"There is no source «{name}».");
        return null;
    }

    private static Guid? Member(string word, LeadWords known, FormErrors errors) =>
        Guid.TryParse(word, out var id) && known.Team.Any(m => m.Id == id) ? id : Wrong<Guid>("assignee", "An assignee is me, none, or the id of a team member.", errors);

    private static Guid? Id(ListUrl url, string word, FormErrors errors) =>
        url[word] is not { } text ? null : Guid.TryParse(text, out var id) ? id : Wrong<Guid>(word, "This is not the id of a lead.", errors);

    private static LocalDate? Date(ListUrl url, string word, FormErrors errors) =>
        url[word] is not { } text ? null
        : LocalDatePattern.Iso.Parse(text.Trim()) is { Success: true, Value: { Year: > 1900 and < 3000 } date } ? date
        : Wrong<LocalDate>(word, "Write the date as 2026-11-23.", errors);

    private static decimal? Amount(ListUrl url, string word, FormErrors errors) =>
        url[word] is not { } text ? null : Money.TryParse(text, out var amount) ? amount : Wrong<decimal>(word, "Write an amount such as 1200 or 1200.50.", errors);

    private static int Number(ListUrl url, string word, int otherwise, int least, int most, FormErrors errors) =>
        url[word] is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : Wrong<int>(word, most == int.MaxValue ? "Pages are counted from 1." : $"This is a number from {least} to {most}.", errors) ?? otherwise;

    private static T? Wrong<T>(string word, string message, FormErrors errors) where T : struct
    {
        errors.Add(word, message);
        return null;
    }
}
