using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Domain.Work;

/// <summary>What people write down about an estimate or a job: the fields that the form and the API edit as one.</summary>
public sealed record WorkFacts : IMergeable<WorkFacts>
{
    public string Title { get; init; } = "";
    public decimal? Amount { get; init; }

    /// <summary>By the calendar of the business: of an estimate, when it was given; of a job, when it is done.</summary>
    public LocalDate? Date { get; init; }
    public string Notes { get; init; } = "";

    /// <summary>Each field by its name in JSON, as the text that the timeline keeps and that a merge compares.</summary>
    public static IReadOnlyDictionary<string, Func<WorkFacts, string?>> Fields { get; } = new Dictionary<string, Func<WorkFacts, string?>>
    {
        ["title"] = f => f.Title,
        ["amount"] = f => f.Amount is { } amount ? Money.ToText(amount) : null,
        ["date"] = f => Text(f.Date),
        ["notes"] = f => f.Notes,
    };

    /// <summary><c>2026-11-25</c>; null where there is none.</summary>
    public static string? Text(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;

    public WorkFacts Taking(IReadOnlyCollection<string> fields, WorkFacts other) => fields.Aggregate(this, (facts, field) => field switch
    {
        "title" => facts with { Title = other.Title },
        "amount" => facts with { Amount = other.Amount },
        "date" => facts with { Date = other.Date },
        "notes" => facts with { Notes = other.Notes },
        _ => facts,
    });

    public StaleEdit Against(WorkFacts now, IReadOnlyDictionary<string, string?> since) =>
        StaleEdit.Of(since.Where(f => Fields.ContainsKey(f.Key)).ToDictionary(), field => Fields[field](this), field => Fields[field](now));

    /// <summary>The fields in which <paramref name="other"/> says something else.</summary>
    public IReadOnlyList<FieldChange> ChangesTo(WorkFacts other) =>
    [
        .. from field in Fields
           let old = field.Value(this).OrNull()
           let now = field.Value(other).OrNull()
           where old != now
           select new FieldChange(field.Key, old, now),
    ];

    /// <summary>What is missing for work of this status, asked alike by the form and the API.</summary>
    public IEnumerable<FieldError> WhatIsMissing(WorkStatus status)
    {
        if (Title.Length == 0) yield return new("title", "Say in a few words what it is for.");
        if (status == WorkStatus.Scheduled && Date is null) yield return new("date", "A scheduled job wants its date.");
    }
}
