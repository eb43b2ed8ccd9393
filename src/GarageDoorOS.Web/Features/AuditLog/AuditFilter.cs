using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Audit;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Features.AuditLog;

/// <summary>What the words of the log's address mean. A wrong word is an error by its name and narrows nothing.</summary>
public static class AuditFilter
{
    public const string Person = "person", Action = "action", Record = "record", From = "from", To = "to";

    /// <summary>All that can have happened, by its word.</summary>
    public static IReadOnlyList<string> Actions { get; } = [.. ActivityKinds.All, .. AuditActions.All];

    /// <summary>What each word means to a program.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(
    [
        new(Person, $"The id of a team member or API key; {AuditPeople.System} for what nobody did."),
        new(Action, $"One of {string.Join(", ", Actions)}."),
        new(Record, "The id of a record, or an address that ends in it."),
        new(From, "The first day, YYYY-MM-DD in the business's zone."),
        new(To, "The last day, YYYY-MM-DD in the business's zone."),
        .. ListPlace.Words("line").Where(word => word.Key != "page"),
    ]);

    public static AuditLogSearch.Wanted Read(ListUrl url, DateTimeZone zone, FormErrors errors)
    {
        url.Check(Words, errors);
        var place = ListPlace.Read(url, "line", errors);
        var isSystem = Same(url[Person], AuditPeople.System);
        var action = url[Action] is { } word ? Actions.FirstOrDefault(known => Same(word, known)) : null;
        if (url[Action] is not null && action is null) errors.Add(Action, $"An action is one of {string.Join(", ", Actions)}.");
        return new(
            isSystem ? null : Id(url, Person, $"A person is the id of a team member or API key, or {AuditPeople.System}.", errors), isSystem, action,
            Id(url, Record, "A record is its id, or an address that ends in it.", errors),
            url.Day(From, errors, after: 1970)?.AtStartOfDayInZone(zone).ToInstant(), url.Day(To, errors, after: 1970)?.PlusDays(1).AtStartOfDayInZone(zone).ToInstant(), place.Size, place.After);
    }

    private static bool Same(string? word, string other) => string.Equals(word?.Trim(), other, StringComparison.OrdinalIgnoreCase);

    private static Guid? Id(ListUrl url, string word, string message, FormErrors errors)
    {
        if (url[word] is not { } text) return null;
        if (Guid.TryParse(text.Split('?')[0].TrimEnd('/', ' ').Split('/')[^1], out var id)) return id;
        errors.Add(word, message);
        return null;
    }
}
