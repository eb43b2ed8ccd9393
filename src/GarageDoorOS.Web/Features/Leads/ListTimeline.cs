using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Tells what happened to a lead, newest first: one line for each changed field.</summary>
public sealed class ListTimeline(AppDb db, CurrentUser user)
{
    private const int DefaultSize = 50, LargestSize = 200, Reach = 10_000;

    public sealed record Request(string? Page, string? PageSize, string? After);

    public sealed record Who(ActorKind Kind, Guid? Id, string Name);

    /// <summary>One line. <paramref name="Old"/> and <paramref name="New"/> are text; of several phones or e-mails each is a line. <paramref name="Version"/>: that of the lead after it.</summary>
    public sealed record Row(Guid Id, Instant At, Who Actor, string Kind, string? Field, string? Old, string? New, int Version);

    public sealed record Response(IReadOnlyList<Row> Items, int Total, bool More, int Page, int PageSize, Guid? NextAfter);

    public static async Task<IResult> FromApi(Guid id, string? page, string? pageSize, string? after, ListTimeline list, CancellationToken ct) =>
        (await list.Handle(id, new(page, pageSize, after), ct)).Match(found => TypedResults.Ok(found), problem => problem.ToJson());

    public async Task<Result<Response>> Handle(Guid id, Request request, CancellationToken ct)
    {
        var errors = new FormErrors();
        var size = Whole(request.PageSize, "pageSize", DefaultSize, 10, LargestSize, errors);
        var page = Whole(request.Page, "page", 1, 1, Reach / Math.Max(size, 1), errors);
        var after = request.After is null ? (Guid?)null : LeadInput.ReadId(request.After, "after", errors);
        if (!await db.Leads.VisibleTo(user).AnyAsync(l => l.Id == id && l.DeletedAt == null, ct)) return new Problem.NotFound();
        if (errors.Any) return errors.ToProblem();

        var all = db.TimelineOf(user, id);
        var total = await all.CountAsync(ct);
        var rest = after is { } last ? await From(all, last, ct) : all.Skip((page - 1) * size);
        var lines = await rest.Take(size + 1).ToListAsync(ct);
        var rows = lines.Take(size).Select(a => new Row(a.Id, a.At, new(a.ActorKind, a.ActorId, a.ActorName), a.Kind, a.Field, a.Old, a.New, a.Version)).ToList();
        return new Response(rows, total, More: false, page, size, lines.Count > size ? rows[^1].Id : null);
    }

    private static async Task<IQueryable<Activity>> From(IQueryable<Activity> all, Guid last, CancellationToken ct)
    {
        var at = await all.Where(a => a.Id == last).Select(a => (Instant?)a.At).SingleOrDefaultAsync(ct);
        return all.Where(a => a.At < at || (a.At == at && a.Id.CompareTo(last) < 0));
    }

    private static int Whole(string? text, string field, int unset, int least, int most, FormErrors errors)
    {
        if (string.IsNullOrEmpty(text)) return unset;
        if (int.TryParse(text, out var number) && number >= least && number <= most) return number;
        errors.Add(field, $"A whole number from {least} to {most}.");
        return unset;
    }
}
