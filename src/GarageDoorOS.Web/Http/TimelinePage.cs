using System.Globalization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Http;

/// <summary>A page of a record's timeline as the API gives it, newest first: one line for each changed field.</summary>
public sealed record TimelinePage(IReadOnlyList<TimelinePage.Line> Items, int Total, bool More, int Page, int PageSize, Guid? NextAfter)
{
    private const int DefaultSize = 50, LargestSize = 200, Reach = 10_000;

    /// <summary>Which page, as the address says it: by its number, or after a line's id.</summary>
    public sealed record Asked(string? Page, string? PageSize, string? After);

    public sealed record Who(ActorKind Kind, Guid? Id, string Name);

    /// <summary>One line. <paramref name="Old"/> and <paramref name="New"/> are text; of several phones, contacts or addresses each is a line. <paramref name="Version"/>: that of the record after it.</summary>
    public sealed record Line(Guid Id, Instant At, Who Actor, string Kind, string? Field, string? Old, string? New, int Version);

    public static async Task<Result<TimelinePage>> Of(AppDb db, CurrentUser user, Guid recordId, Asked asked, CancellationToken ct)
    {
        var errors = new FormErrors();
        var size = Whole(asked.PageSize, "pageSize", DefaultSize, 10, LargestSize, errors);
        var page = Whole(asked.Page, "page", 1, 1, Reach / Math.Max(size, 1), errors);
        var all = db.TimelineOf(user, recordId);
        var rest = string.IsNullOrEmpty(asked.After) ? all.Skip((page - 1) * size) : await After(all, asked.After, errors, ct);
        if (errors.Any) return errors.ToProblem();

        var total = await all.CountAsync(ct);
        var lines = await rest.Take(size + 1).ToListAsync(ct);
        var items = lines.Take(size).Select(a => new Line(a.Id, a.At, new(a.ActorKind, a.ActorId, a.ActorName), a.Kind, a.Field, a.Old, a.New, a.Version)).ToList();
        return new TimelinePage(items, total, More: false, page, size, lines.Count > size ? items[^1].Id : null);
    }

    private static async Task<IQueryable<Activity>> After(IQueryable<Activity> all, string after, FormErrors errors, CancellationToken ct)
    {
        var last = Guid.TryParse(after, out var id) ? id : Guid.Empty;
        var at = await all.Where(a => a.Id == last).Select(a => (Instant?)a.At).SingleOrDefaultAsync(ct);
        if (at is null) errors.Add("after", "This must be the id of a line of this timeline: nextAfter of the page before gives it.");
        return all.Where(a => a.At < at || (a.At == at && a.Id.CompareTo(last) < 0));
    }

    private static int Whole(string? text, string field, int unset, int least, int most, FormErrors errors)
    {
        if (string.IsNullOrEmpty(text)) return unset;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        errors.Add(field, $"A whole number from {least} to {most}.");
        return unset;
    }
}
