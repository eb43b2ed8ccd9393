using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>
/// Changes many leads, a portion a transaction, so that no other writer waits long. With each portion goes what its leads were: what is done is
/// recorded as done, whatever happens to the rest.
/// </summary>
public sealed partial class ManyLeads(AppDb db, CurrentUser user, CurrentBusiness business, IClock clock, ILogger<ManyLeads> log)
{
    private const int Portion = 100;

    /// <summary>Of a request with an Idempotency-Key, whose answer is kept in the one transaction of its effect.</summary>
    private const int MostInOne = 500;

    /// <summary>Changes these leads, which are held, and notes it; gives back those that it did change and says of the others why not.</summary>
    public delegate Task<Result<List<Lead>>> ChangeLeads(IReadOnlyList<Lead> leads, BulkResult result, Instant now, CancellationToken ct);

    private sealed record Meant(Guid Id, int? Version);

    /// <summary>Without a <paramref name="kind"/> the leads themselves are not changed, and there is nothing to undo.</summary>
    public async Task<Result<BulkResult>> Change(ChosenLeads chosen, BulkKind? kind, ChangeLeads change, CancellationToken ct)
    {
        var (errors, result) = (chosen.Errors, new BulkResult());
        var meant = errors.Any ? [] : await All(chosen, result, errors, ct);
        var inOne = db.Database.CurrentTransaction is not null;
        if (inOne && meant.Count > MostInOne) errors.Add("ids", $"With an Idempotency-Key at most {MostInOne} leads at once.");
        if (errors.Any) return errors.ToProblem();
        await ForgetOld(ct);

        var action = kind is { } undoable ? BulkAction.Begin(db.BusinessId, undoable, user.CallerId, clock.GetCurrentInstant()) : null;
        foreach (var (number, portion) in meant.Chunk(Portion).Index())
        {
            try
            {
                // Once begun it goes on, also when whoever asked has left the page.
                var step = await db.InTransaction(() => Step(action, number, portion, isFirst: result.Done == 0, change, CancellationToken.None), CancellationToken.None);
                if (step.IsOk) result.Take(step.Value);
                else if (result.Done == 0) return step.Problem;
                else result.Left = meant.Count - number * Portion;
            }
            catch (Exception surprise) when (result.Done > 0 && !inOne)
            {
                LogStopped(surprise, action?.Id, result.Done);
                result.Left = meant.Count - number * Portion;
            }
            db.ChangeTracker.Clear(); // what was changed is saved, or never will be
            if (result.Left > 0) break;
        }
        if (result.Done > 0) result.Id = action?.Id;
        return result;
    }

    private async Task<Result<BulkResult>> Step(BulkAction? action, int number, Meant[] portion, bool isFirst, ChangeLeads change, CancellationToken ct)
    {
        var result = new BulkResult();
        var those = db.HeldLeads([.. portion.Select(p => p.Id)]).VisibleTo(user).Where(l => l.DeletedAt == null);
        var held = await (action is null ? those.AsNoTracking() : those).ToDictionaryAsync(l => l.Id, ct);
        result.Skip(portion.Any(p => p.Version is null) ? BulkResult.NotFound : BulkResult.ChangedMeanwhile, portion.Count(p => !held.ContainsKey(p.Id)));
        var leads = portion.Where(p => held.ContainsKey(p.Id)).Where(p => p.Version is null || p.Version == held[p.Id].Version).Select(p => held[p.Id]).OrderBy(l => l.Id).ToList();
        result.Skip(BulkResult.ChangedMeanwhile, held.Count - leads.Count);

        var before = leads.ToDictionary(l => l.Id, LeadBefore.Of);
        var changed = await change(leads, result, clock.GetCurrentInstant(), ct);
        if (!changed.IsOk) return changed.Problem;
        if (changed.Value.Count > 0 && action is not null)
        {
            if (isFirst) db.Add(action);
            db.Add(BulkPortion.Of(action, number, [.. changed.Value.Select(l => before[l.Id] with { Version = l.Version })]));
        }
        await db.SaveChangesAsync(ct);
        result.Done = changed.Value.Count;
        return result;
    }

    /// <summary>In the order of their ids, in which they are locked everywhere. A wrong word of the filter is refused: it would mean more than was meant.</summary>
    private async Task<List<Meant>> All(ChosenLeads chosen, BulkResult result, FormErrors errors, CancellationToken ct)
    {
        if (chosen.Ids is { } ids) return [.. ids.Distinct().Order().Select(id => new Meant(id, null))];
        var filter = LeadFilter.Read(chosen.Filter!, await LeadWords.Of(db, user, business, ct), errors);
        if (errors.Any) return [];
        var leads = filter.Criteria.Of(db.Leads.AsNoTracking().VisibleTo(user).Where(l => l.DeletedAt == null));
        var found = await leads.Select(l => new { l.Id, l.Version, l.UpdatedAt }).Take(ChosenLeads.Most + 1).ToListAsync(ct);
        if (found.Count > ChosenLeads.Most) errors.Add("filter", ChosenLeads.TooMany);
        var meant = found.Where(l => chosen.AsOf is not { } seen || l.UpdatedAt <= seen).OrderBy(l => l.Id).Select(l => new Meant(l.Id, l.Version)).ToList();
        result.Skip(BulkResult.ChangedMeanwhile, found.Count - meant.Count);
        return meant;
    }

    private async Task ForgetOld(CancellationToken ct)
    {
        var old = clock.GetCurrentInstant() - BulkAction.Undoable;
        var actions = db.BulkActions.Where(a => a.At < old);
        if (!await actions.AnyAsync(ct)) return;
        await db.InTransaction(async () =>
        {
            await db.BulkPortions.Where(p => actions.Any(a => a.Id == p.ActionId)).ExecuteDeleteAsync(ct);
            await actions.ExecuteDeleteAsync(ct);
        }, ct);
    }

    [LoggerMessage(LogLevel.Error, "The bulk action {Action} stopped after {Done} leads.")]
    private partial void LogStopped(Exception exception, Guid? action, int done);
}
