using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Http;

/// <summary>A page of a record's timeline as the API gives it, newest first: one line for each changed field.</summary>
public sealed record TimelinePage(IReadOnlyList<TimelinePage.Line> Items, int Total, bool More, int Page, int PageSize, Guid? NextAfter)
{
    /// <summary>What each word of the address means to a program.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(ListPlace.Words("line"));

    public sealed record Who(ActorKind Kind, Guid? Id, string Name);

    /// <summary>One line. <paramref name="Old"/> and <paramref name="New"/> are text; of several phones, contacts or addresses each is a line. <paramref name="Version"/>: that of the record after it.</summary>
    public sealed record Line(Guid Id, Instant At, Who Actor, string Kind, string? Field, string? Old, string? New, int Version);

    public static async Task<Result<TimelinePage>> Of(AppDb db, CurrentUser user, IReadOnlyList<Guid> recordIds, ListUrl url, CancellationToken ct)
    {
        var errors = new FormErrors();
        url.Check(Words, errors);
        var place = ListPlace.Read(url, "line", errors);
        var all = db.TimelineOf(user, recordIds);
        var rest = place.After is { } last ? await After(all, last, errors, ct) : all.Skip(place.Skip);
        if (errors.Any) return errors.ToProblem();

        var total = await all.CountAsync(ct);
        var lines = await rest.Take(place.Size + 1).ToListAsync(ct);
        var items = lines.Take(place.Size).Select(a => new Line(a.Id, a.At, new(a.ActorKind, a.ActorId, a.ActorName), a.Kind, a.Field, a.Old, a.New, a.Version)).ToList();
        return new TimelinePage(items, total, More: false, place.Page, place.Size, lines.Count > place.Size ? items[^1].Id : null);
    }

    private static async Task<IQueryable<Activity>> After(IQueryable<Activity> all, Guid last, FormErrors errors, CancellationToken ct)
    {
        var at = await all.Where(a => a.Id == last).Select(a => (Instant?)a.At).SingleOrDefaultAsync(ct);
        if (at is null) errors.Add("after", "This must be the id of a line of this timeline: nextAfter of the page before gives it.");
        return all.Where(a => a.At < at || (a.At == at && a.Id.CompareTo(last) < 0));
    }
}
