using System.Linq.Expressions;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>A record in the trash; <see cref="By"/> is null where nobody wrote down who put it there.</summary>
public sealed record TrashedRecord(SubjectKind Kind, Guid Id, string Name, Instant DeletedAt, Actor? By);

/// <summary>Finds what the user may bring back from the trash, of all kinds together, what was deleted last first.</summary>
public sealed class TrashSearch(AppDb db, CurrentUser user, IClock clock)
{
    /// <summary>The kinds of records that have a trash, each with what it takes to bring one back.</summary>
    public static IReadOnlyList<(SubjectKind Kind, Permission Delete)> Kinds { get; } =
    [
        (SubjectKind.Lead, Permission.LeadsDelete), (SubjectKind.Customer, Permission.CustomersDelete),
        (SubjectKind.Estimate, Permission.EstimatesDelete), (SubjectKind.Job, Permission.JobsDelete),
    ];

    /// <summary>What is wanted: of these kinds (none: of all), so much after <paramref name="Skip"/> others, or after one of them.</summary>
    public sealed record Wanted(IReadOnlyList<SubjectKind> Kinds, IReadOnlyList<Term> Terms, int Take, int Skip, Guid? After);

    public sealed record Found(IReadOnlyList<TrashedRecord> Page, bool HasNext, int Total);

    private sealed class Place
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public Instant At { get; init; }
    }

    /// <summary>Null where the record that the page follows is not in the trash any more.</summary>
    public async Task<Found?> Find(Wanted wanted, CancellationToken ct)
    {
        var oldest = Trash.Oldest(clock.GetCurrentInstant());
        var kinds = Kinds.Where(k => user.May(k.Delete) && (wanted.Kinds.Count == 0 || wanted.Kinds.Contains(k.Kind))).Select(k => k.Kind).ToList();
        var last = wanted.After is { } after ? await Last(kinds, oldest, after, ct) : null;
        if (wanted.After is not null && last is null) return null;

        var (most, total, first) = (wanted.Skip + wanted.Take + 1, 0, new List<(SubjectKind Kind, Place Of)>());
        foreach (var kind in kinds)
        {
            var all = Of(kind, oldest, wanted.Terms);
            total += await all.CountAsync(ct);
            var rest = last is null ? all : all.Where(p => p.At <= last.At && (p.At < last.At || p.Id < last.Id));
            first.AddRange((await rest.OrderByDescending(p => p.At).ThenByDescending(p => p.Id).Take(most).ToListAsync(ct)).Select(place => (kind, place)));
        }
        var page = first.OrderByDescending(f => f.Of.At).ThenByDescending(f => f.Of.Id).Skip(wanted.Skip).Take(wanted.Take + 1).ToList();
        var (hasNext, shown) = (page.Count > wanted.Take, page.Take(wanted.Take).ToList());
        var who = await WhoDeleted([.. shown.Select(f => f.Of.Id)], ct);
        return new([.. shown.Select(f => new TrashedRecord(f.Kind, f.Of.Id, f.Of.Name, f.Of.At, who.GetValueOrDefault(f.Of.Id)))], hasNext, total);
    }

    private async Task<Place?> Last(IReadOnlyList<SubjectKind> kinds, Instant oldest, Guid id, CancellationToken ct)
    {
        foreach (var kind in kinds)
            if (await Of(kind, oldest, []).SingleOrDefaultAsync(p => p.Id == id, ct) is { } last) return last;
        return null;
    }

    private IQueryable<Place> Of(SubjectKind kind, Instant oldest, IReadOnlyList<Term> terms) => kind switch
    {
        SubjectKind.Lead => db.Leads.VisibleTo(user).Where(l => l.DeletedAt >= oldest).With(terms)
            .Select(l => new Place { Id = l.Id, Name = l.Name != "" ? l.Name : l.Company, At = l.DeletedAt!.Value }),
        // Who was merged into another is taken apart there, not restored here.
        SubjectKind.Customer => db.Customers.Where(c => c.DeletedAt >= oldest && c.MergedIntoId == null).With(terms)
            .Select(c => new Place { Id = c.Id, Name = c.Name != "" ? c.Name : c.Company, At = c.DeletedAt!.Value }),
        SubjectKind.Estimate => OfWork<Estimate>(oldest, terms),
        SubjectKind.Job => OfWork<Job>(oldest, terms),
    };

    private IQueryable<Place> OfWork<TWork>(Instant oldest, IReadOnlyList<Term> terms) where TWork : WorkRecord, IWork<TWork>
    {
        var work = db.Set<TWork>().Where(w => w.DeletedAt >= oldest);
        return terms.Aggregate(work, (found, term) => found.Where(term.Alternatives.Select(Occurs<TWork>).Aggregate(SearchedText.Either)))
            .Select(w => new Place { Id = w.Id, Name = w.Title, At = w.DeletedAt!.Value });
    }

    private static Expression<Func<TWork, bool>> Occurs<TWork>(string text) where TWork : WorkRecord => w => w.TitleSort.IndexOf(text) >= 0;

    private async Task<Dictionary<Guid, Actor>> WhoDeleted(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var lines = await db.Activities.Where(a => EF.Parameter(ids).Contains(a.SubjectId) && a.Kind == ActivityKinds.Deleted)
            .OrderBy(a => a.At).ThenBy(a => a.Id).Select(a => new { a.SubjectId, a.ActorKind, a.ActorId, a.ActorName }).ToListAsync(ct);
        return lines.GroupBy(l => l.SubjectId).ToDictionary(of => of.Key, of => new Actor(of.Last().ActorKind, of.Last().ActorId, of.Last().ActorName));
    }
}
