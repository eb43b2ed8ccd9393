using System.Globalization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>What the words of a list's address mean. A wrong word is an error by its name and narrows nothing.</summary>
public sealed record LeadFilter(LeadCriteria Criteria, string Sort, RecordOrder<Lead> Order, ListPlace Place)
{
    /// <summary>Which look at the list a page is asked for.</summary>
    public const string View = "view";

    /// <summary>The look by what is to be done next, and the plain one.</summary>
    public const string Nurture = "nurture", List = "list";

    /// <summary>What each word means to a program.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(
    [
        new("search", "Words that must all occur in name, company, phones in any spelling, e-mails, service address or notes."),
        new("status", "new, contacted, qualified, converted, lost or unqualified; may be given several times."),
        new("source", "The name of a source, also a former one."),
        new("assignee", "The id of a team member, me, or none for the pool."),
        new("createdFrom", "A date, 2026-11-23, in the business's time zone; that day included."),
        new("createdTo", "A date, 2026-11-23, in the business's time zone; that day included."),
        new("valueMin", "The least estimated value, in the business's currency."),
        new("valueMax", "The highest estimated value, in the business's currency."),
        new("task", "overdue, today, week (the next seven days), upcoming (all that is ahead) or none: open leads by when their next task is due, by the calendar of the business. 409 while lead nurturing is off."),
        new("taskKind", "call, text, email or other: of the next task."),
        new("cadence", "The name of a cadence that they are in. 409 while lead nurturing is off."),
        new(View, "list, or nurture: the open leads, the next task first, where status, task and sort say nothing else."),
        new("sort", $"One of {LeadSort.Words}; - before it for descending. Default {LeadSort.Default}."),
        .. ListPlace.Words("lead"),
    ]);

    public static bool IsKnown(string word) => Words.ContainsKey(word);

    public static LeadFilter Read(ListUrl url, LeadWords known, FormErrors errors)
    {
        url.Check(Words, errors, several: "status");
        var isNurture = IsNurture(url, known, errors);
        var usual = isNurture ? LeadSort.NextTask : LeadSort.Default;
        var sort = url["sort"] ?? usual;
        if (LeadSort.Find(sort) is null)
        {
            errors.Add("sort", $"Leads are sorted by {LeadSort.Words}, with - before it the other way round.");
            sort = usual;
        }
        var criteria = Narrowed(url, known, errors);
        if (isNurture && url["status"] is null && url["task"] is null) criteria = criteria with { Statuses = Open };
        return new(criteria, sort, LeadSort.Find(sort)!, ListPlace.Read(url, "lead", errors));
    }

    private static readonly IReadOnlyList<LeadStatus> Open = [.. Enum.GetValues<LeadStatus>().Where(s => s.IsOpen())];

    private const string IsOff = "Lead nurturing is off in your business."; // a program has heard 409 before

    // Here and not on the page, so that exports, counts and what is done to all that match mean what is seen.
    private static bool IsNurture(ListUrl url, LeadWords known, FormErrors errors)
    {
        if (url[View] is null || Same(url[View], List)) return false;
        if (Same(url[View], Nurture) && known.IsNurturing) return true;
        errors.Add(View, Same(url[View], Nurture) ? IsOff : "A view is list or nurture.");
        return false;
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
            CreatedFrom = url.Day("createdFrom", errors)?.AtStartOfDayInZone(known.Zone).ToInstant(),
            CreatedBefore = url.Day("createdTo", errors)?.PlusDays(1).AtStartOfDayInZone(known.Zone).ToInstant(),
            Due = Due(url["task"], known, errors),
            HasNoTask = known.IsNurturing && Same(url["task"], "none"),
            TaskKind = url["taskKind"] is not { } kind ? null : !known.IsNurturing ? Wrong<TaskKind>("taskKind", IsOff, errors) : TaskWords.ReadKind(kind) ?? Wrong<TaskKind>("taskKind", "A task is call, text, email or other.", errors),
            CadenceId = url["cadence"] is { } cadence ? Cadence(cadence, known, errors) : null,
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
        if (known.KnownSources.TryGetValue(Folding.Fold(name), out var source)) return source.Meant.AsNamed();
        errors.Add("source", $"There is no source «{name}».");
        return null;
    }

    private static Guid? Member(string word, LeadWords known, FormErrors errors) =>
        Guid.TryParse(word, out var id) && known.Team.Any(m => m.Id == id) ? id : Wrong<Guid>("assignee", "An assignee is me, none, or the id of a team member.", errors);

    private static Guid? Cadence(string name, LeadWords known, FormErrors errors) =>
        !known.IsNurturing ? Wrong<Guid>("cadence", IsOff, errors)
        : known.Cadences.FirstOrDefault(c => Folding.Fold(c.Name) == Folding.Fold(name)) is { } cadence ? cadence.Id
        : Wrong<Guid>("cadence", $"There is no cadence «{name}».", errors);

    private static (long, long)? Due(string? word, LeadWords known, FormErrors errors)
    {
        if (word is null) return null;
        if (!known.IsNurturing) return Wrong<(long, long)>("task", IsOff, errors);
        if (Same(word, "none")) return null;
        var (today, tomorrow) = (TaskDue.StartOf(known.Today), TaskDue.StartOf(known.Today.PlusDays(1)));
        return Same(word, "overdue") ? (long.MinValue, today)
            : Same(word, "today") ? (today, tomorrow)
            : Same(word, "week") ? (tomorrow, TaskDue.StartOf(known.Today.PlusDays(TaskDue.DaysOfWeek + 1)))
            : Same(word, "upcoming") ? (tomorrow, TaskDue.None)
            : Wrong<(long, long)>("task", "A task is overdue, today, week, upcoming or none.", errors);
    }

    private static decimal? Amount(ListUrl url, string word, FormErrors errors) =>
        url[word] is not { } text ? null : Money.TryParse(text, out var amount) ? amount : Wrong<decimal>(word, "Write an amount such as 1200 or 1200.50.", errors);

    private static T? Wrong<T>(string word, string message, FormErrors errors) where T : struct
    {
        errors.Add(word, message);
        return null;
    }
}
