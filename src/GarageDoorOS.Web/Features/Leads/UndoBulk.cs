using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>
/// Takes back what somebody did to many leads at once: each becomes again what it was, but for those that somebody has changed since. Only who did
/// it may, within 24 hours, also where the leads have left their sight by it.
/// </summary>
public sealed class UndoBulk(AppDb db, CurrentUser user, IClock clock)
{
    public static async Task<IResult> FromPage(Guid id, UndoBulk undo, HttpContext context, CancellationToken ct) =>
        (await undo.Handle(id, ct)).Match(
            result => Done.Answer(context, (result.Done == 0 ? "Nothing was taken back." : $"{BulkResult.Leads(result.Done)} {(result.Done == 1 ? "is as it was" : "are as they were")}.") + result.Rest, "leads-changed", "/leads"),
            problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, UndoBulk undo, CancellationToken ct) =>
        (await undo.Handle(id, ct)).Match(result => Results.Ok(result), problem => problem.ToJson());

    /// <summary>A portion a transaction, with its record: after a kill the same call goes on, and sent twice it does no harm.</summary>
    public async Task<Result<BulkResult>> Handle(Guid id, CancellationToken ct)
    {
        var action = await db.BulkActions.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.ById == user.CallerId, ct);
        if (action is null) return new Problem.NotFound();
        if (!user.May(Needed(action.Kind))) return new Problem.Forbidden("You may not change these leads any more.");
        if (!action.CanStillBeUndone(clock.GetCurrentInstant())) return new Problem.Conflict("too_late", "This was done more than 24 hours ago.");
        var result = new BulkResult();
        while (await db.BulkPortions.AsNoTracking().Where(p => p.ActionId == id).OrderBy(p => p.Number).FirstOrDefaultAsync(ct) is { } portion)
        {
            result.Take(await db.InTransaction(() => TakeBack(action.Kind, portion, CancellationToken.None), CancellationToken.None));
            db.ChangeTracker.Clear();
        }
        if (result.Done > 0) result.Id = id;
        return result;
    }

    private async Task<BulkResult> TakeBack(BulkKind kind, BulkPortion portion, CancellationToken ct)
    {
        var result = new BulkResult();
        // Whoever deletes the record takes it back; who comes at the same moment waits here, and finds nothing left to do.
        if (await db.BulkPortions.Where(p => p.ActionId == portion.ActionId && p.Number == portion.Number).ExecuteDeleteAsync(ct) == 0) return result;
        var now = clock.GetCurrentInstant();
        var leads = await db.HeldLeads([.. portion.Leads.Select(l => l.Id)]).ToDictionaryAsync(l => l.Id, ct);
        var former = kind == BulkKind.Assignment ? await Team(portion, ct) : [];
        foreach (var before in portion.Leads)
        {
            if (!leads.TryGetValue(before.Id, out var lead) || !before.IsStill(lead)) result.Skip(BulkResult.ChangedMeanwhile);
            else if (kind == BulkKind.Assignment && before.AssigneeId is { } had && !former.ContainsKey(had)) result.Skip(BulkResult.AssigneeLeft);
            else
            {
                Note(lead, kind, before, former, now);
                result.Done++;
            }
        }
        await db.SaveChangesAsync(ct);
        return result;
    }

    private void Note(Lead lead, BulkKind kind, LeadBefore before, Dictionary<Guid, Named> former, Instant now)
    {
        if (kind == BulkKind.Deletion) lead.Restore(now);
        var changes = kind switch
        {
            BulkKind.Assignment => lead.AssignTo(before.AssigneeId is { } had ? former[had] : null, now),
            BulkKind.Status => lead.MoveTo(before.Status, before.LostReason, now).Value,
            BulkKind.Deletion => [],
        };
        db.Note(lead, user.Actor, kind == BulkKind.Deletion ? ActivityKinds.Restored : ActivityKinds.Changed, now, changes);
    }

    /// <summary>Those who worked these leads and are in the team still; none of them can leave before this is saved.</summary>
    private async Task<Dictionary<Guid, Named>> Team(BulkPortion portion, CancellationToken ct)
    {
        var team = new Dictionary<Guid, Named>();
        foreach (var id in portion.Leads.Select(l => l.AssigneeId).OfType<Guid>().Distinct().Order())
            if (await db.Held<Domain.Businesses.TeamMember>(id).Where(m => m.IsActive).Select(m => new Named(m.Id, m.Name)).SingleOrDefaultAsync(ct) is { } member) team[id] = member;
        return team;
    }

    private static Permission Needed(BulkKind kind) => kind switch
    {
        BulkKind.Assignment => Permission.LeadsAssign,
        BulkKind.Status => Permission.LeadsUpdate,
        BulkKind.Deletion => Permission.LeadsDelete,
    };
}
