using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Audit;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>A line of the audit log: of a record's timeline (<paramref name="Activity"/>), or an entry of its own. <paramref name="Name"/> is what the record is called, in the trash too.</summary>
public sealed record LoggedLine(ILogLine Of, Activity? Activity, AuditEntry? Entry, string Name)
{
    public string Subject => Entry?.SubjectKind ?? Activity!.SubjectKind.ToString().ToLowerInvariant();
    public Guid? SubjectId => Entry is null ? Activity!.SubjectId : Entry.SubjectId;
}

/// <summary>
/// Reads the timelines of all records and the entries beside them as one log, newest first. It walks the keys of both tables, which are in the order of time.
/// Where a filter lets few lines through it looks back so many lines and says how far it came, so that no question reads a whole table.
/// </summary>
public sealed class AuditLogSearch(AppDb db, CurrentUser user)
{
    /// <summary>So many lines of each table are looked through for one page.</summary>
    public const int Window = 20_000;

    private static readonly IReadOnlyList<(SubjectKind Kind, Permission View)> Kinds =
    [
        (SubjectKind.Lead, Permission.LeadsView), (SubjectKind.Customer, Permission.CustomersView), (SubjectKind.Estimate, Permission.EstimatesView), (SubjectKind.Job, Permission.JobsView),
    ];

    /// <summary>What is wanted; what is null lets everything through. <paramref name="BySystem"/>: what nobody did.</summary>
    public sealed record Wanted(Guid? PersonId, bool BySystem, string? Action, Guid? RecordId, Instant? From, Instant? Before, int Take, Guid? After)
    {
        public bool IsNarrow => PersonId is not null || BySystem || Action is not null;
    }

    /// <summary><paramref name="NextAfter"/>: where it goes on; null at the end. <paramref name="LookedBackTo"/>: how far it came where it did not fill the page.</summary>
    public sealed record Found(IReadOnlyList<LoggedLine> Page, Guid? NextAfter, Instant? LookedBackTo);

    public async Task<Found> Find(Wanted wanted, CancellationToken ct)
    {
        var seesAll = user.Scope == LeadScope.All && Kinds.All(k => user.May(k.View));
        var activities = await Part(db.Activities, VisibleActivities(wanted, seesAll), wanted, isSparse: wanted.RecordId is null && (wanted.IsNarrow || !seesAll), ct);
        var entries = await Part(db.AuditEntries, db.AuditEntries.Where(e => wanted.RecordId == null || e.SubjectId == wanted.RecordId), wanted, isSparse: wanted.RecordId is not null || wanted.IsNarrow, ct);

        // Below the floor of one table lines of the other would come too early.
        var floor = activities.Floor is { } a && entries.Floor is { } e ? (a.CompareTo(e) > 0 ? a : e) : activities.Floor ?? entries.Floor;
        var lines = activities.Lines.Concat<ILogLine>(entries.Lines).Where(l => floor is not { } f || l.Id.CompareTo(f) >= 0).OrderByDescending(l => l.Id).ToList();
        var page = lines.Take(wanted.Take).ToList();
        var isFull = lines.Count > wanted.Take;
        var names = await NamesOf([.. page.OfType<Activity>()], ct);
        return new(
            [.. page.Select(l => new LoggedLine(l, l as Activity, l as AuditEntry, l is Activity of ? names.GetValueOrDefault(of.SubjectId, "") : ((AuditEntry)l).SubjectName))],
            isFull ? page[^1].Id : floor, isFull || floor is not { } to ? null : MomentId.Of(to));
    }

    private static async Task<(List<TLine> Lines, Guid? Floor)> Part<TLine>(IQueryable<TLine> all, IQueryable<TLine> visible, Wanted wanted, bool isSparse, CancellationToken ct) where TLine : class, ILogLine
    {
        var fitting = Within(visible, wanted);
        if (wanted.PersonId is { } person) fitting = fitting.Where(l => l.ActorId == person);
        if (wanted.BySystem) fitting = fitting.Where(l => l.ActorKind == ActorKind.System);
        if (wanted.Action is { } action) fitting = fitting.Where(l => l.Kind == action);
        var floor = isSparse ? await Within(all, wanted).OrderByDescending(l => l.Id).Skip(Window - 1).Select(l => (Guid?)l.Id).FirstOrDefaultAsync(ct) : null;
        if (floor is { } f) fitting = fitting.Where(l => l.Id >= f);
        return (await fitting.AsNoTracking().OrderByDescending(l => l.Id).Take(wanted.Take + 1).ToListAsync(ct), floor);
    }

    private static IQueryable<TLine> Within<TLine>(IQueryable<TLine> lines, Wanted wanted) where TLine : class, ILogLine
    {
        if (wanted.From is { } from && MomentId.FirstAt(from) is var first) lines = lines.Where(l => l.Id >= first);
        if (wanted.Before is { } before && MomentId.FirstAt(before) is var end) lines = lines.Where(l => l.Id < end);
        return wanted.After is { } after ? lines.Where(l => l.Id < after) : lines;
    }

    /// <summary>The log tells of records what their reader may see of them, and nothing else.</summary>
    private IQueryable<Activity> VisibleActivities(Wanted wanted, bool seesAll)
    {
        var lines = db.Activities.VisibleTo(user);
        if (wanted.RecordId is { } record) lines = lines.Where(a => a.SubjectId == record);
        if (seesAll) return lines;
        var kinds = Kinds.Where(k => user.May(k.View)).Select(k => k.Kind).ToList();
        var leads = db.Leads.VisibleTo(user);
        return lines.Where(a => kinds.Contains(a.SubjectKind) && (a.SubjectKind != SubjectKind.Lead || leads.Any(l => l.Id == a.SubjectId)));
    }

    private async Task<Dictionary<Guid, string>> NamesOf(IReadOnlyList<Activity> lines, CancellationToken ct)
    {
        var names = new Dictionary<Guid, string>();
        await Add(SubjectKind.Lead, ids => db.Leads.Where(l => EF.Parameter(ids).Contains(l.Id)).Select(l => new Named(l.Id, l.Name != "" ? l.Name : l.Company)));
        await Add(SubjectKind.Customer, ids => db.Customers.Where(c => EF.Parameter(ids).Contains(c.Id)).Select(c => new Named(c.Id, c.Name != "" ? c.Name : c.Company)));
        await Add(SubjectKind.Estimate, ids => db.Estimates.Where(w => EF.Parameter(ids).Contains(w.Id)).Select(w => new Named(w.Id, w.Title)));
        await Add(SubjectKind.Job, ids => db.Jobs.Where(w => EF.Parameter(ids).Contains(w.Id)).Select(w => new Named(w.Id, w.Title)));
        return names;

        async Task Add(SubjectKind kind, Func<List<Guid>, IQueryable<Named>> ask)
        {
            var ids = lines.Where(l => l.SubjectKind == kind).Select(l => l.SubjectId).Distinct().ToList();
            if (ids.Count == 0) return;
            foreach (var (id, name) in await ask(ids).ToListAsync(ct)) names[id] = name;
        }
    }
}
