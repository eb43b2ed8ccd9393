using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Data.Live;
using GarageDoorOS.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>
/// Brings what leads say of their source and lost reason to what the business's lists say now, a few hundred a transaction, so that no other writer
/// waits for long. Nothing is kept of how far it is: what is left to do is what leads still say, so after a kill whoever comes next goes on.
/// </summary>
public sealed class LeadSettler(AppDb db, IClock clock)
{
    /// <summary>Leads in one transaction.</summary>
    public const int Most = 250;

    private static readonly Duration Moment = Duration.FromSeconds(1);

    // Longer than a request or a commit of an import takes: what was read before the change has been written by then.
    private static readonly Duration Grace = Duration.FromMinutes(1);

    private Instant? until;

    /// <summary>As much as fits in a moment, right behind the change; the clock does the rest. Inside another transaction all is left to the clock.</summary>
    public async Task Soon(CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null) return;
        until = clock.GetCurrentInstant() + Moment;
        await Run(ct);
    }

    /// <summary>All that there is to do in this business.</summary>
    public async Task Run(CancellationToken ct)
    {
        foreach (var source in await db.Sources.AsNoTracking().Where(s => s.UnsettledSince != null).OrderBy(s => s.Id).ToListAsync(ct))
            await Bring(source, after => Astray(source).Where(l => l.Id > after), ids => Move(source.Id, ids, ct), ct);
        if (!await db.LostReasons.AnyAsync(r => r.UnsettledSince != null, ct)) return;
        var meant = await db.KnownLostReasons(ct);
        var said = await db.Leads.Where(l => l.LostReason != "").Select(l => l.LostReason).Distinct().ToListAsync(ct);
        foreach (var reason in meant.Values.Where(m => m.Entry.UnsettledSince is not null || m.Meant.UnsettledSince is not null))
        {
            var texts = said.Where(text => Folding.Fold(text) == reason.Entry.NameKey && text != reason.Meant.Name).ToList();
            await Bring(reason.Entry, after => db.Leads.Where(l => EF.Parameter(texts).Contains(l.LostReason) && l.Id > after), ids => Reword(reason.Entry.Id, texts, ids, ct), ct);
        }
    }

    private bool IsTimeOver => until < clock.GetCurrentInstant();

    private async Task Bring<T>(T entry, Func<Guid, IQueryable<Lead>> left, Func<List<Guid>, Task> portion, CancellationToken ct) where T : Choice
    {
        for (var after = Guid.Empty; !IsTimeOver;)
        {
            var ids = await left(after).OrderBy(l => l.Id).Select(l => l.Id).Take(Most).ToListAsync(ct);
            if (ids.Count > 0) await db.InTransaction(() => { db.HasChanged(LiveKinds.Leads); return portion(ids); }, ct);
            else if (after == Guid.Empty)
            {
                await Settle(entry, ct);
                return;
            }
            after = ids.Count > 0 ? ids[^1] : Guid.Empty;
        }
    }

    private IQueryable<Lead> Astray(Source source)
    {
        var (id, name) = (source.Id, source.Name);
        return source.IsFormer ? db.Leads.Where(l => l.SourceId == id) : db.Leads.Where(l => l.SourceId == id && l.SourceName != name);
    }

    private async Task Move(Guid sourceId, List<Guid> ids, CancellationToken ct)
    {
        await db.LockIdentity(ct);
        var source = await db.Sources.AsNoTracking().SingleAsync(s => s.Id == sourceId, ct);
        if (source.MergedIntoId is { } into)
        {
            var winner = (await db.Sources.AsNoTracking().SingleAsync(s => s.Id == into, ct)).AsNamed();
            await Follow(await db.HeldLeads(ids).Where(l => l.SourceId == sourceId).ToListAsync(ct), lead => lead.FollowSource(winner), ct);
            return;
        }
        var (name, sort) = (source.Name, Folding.Fold(source.Name));
        await db.Leads.Where(l => EF.Parameter(ids).Contains(l.Id) && l.SourceId == sourceId)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.SourceName, name).SetProperty(l => l.SourceSort, sort), ct);
    }

    private async Task Reword(Guid reasonId, List<string> texts, List<Guid> ids, CancellationToken ct)
    {
        await db.LockIdentity(ct);
        if ((await db.KnownLostReasons(ct)).Values.FirstOrDefault(r => r.Entry.Id == reasonId) is not { } reason) return;
        var name = reason.Meant.Name;
        // A name that was given up by renaming is the same reason, spelt anew; one that was merged is another, and the lead's story says so.
        if (reason.Entry.IsFormer && reason.Entry.UnsettledSince is not null)
            await Follow(await db.HeldLeads(ids).Where(l => EF.Parameter(texts).Contains(l.LostReason)).ToListAsync(ct), lead => lead.FollowLostReason(name), ct);
        else
            await db.Leads.Where(l => EF.Parameter(ids).Contains(l.Id) && EF.Parameter(texts).Contains(l.LostReason))
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.LostReason, name), ct);
    }

    private async Task Follow(List<Lead> leads, Func<Lead, FieldChange> change, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        foreach (var lead in leads) db.Note(lead, Actor.System, ActivityKinds.Changed, now, [change(lead)]);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private async Task Settle<T>(T entry, CancellationToken ct) where T : Choice
    {
        if (entry.UnsettledSince is not { } since || clock.GetCurrentInstant() - since < Grace) return;
        await db.InTransaction(() => db.Set<T>().Where(c => c.Id == entry.Id && c.UnsettledSince == since)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.UnsettledSince, (Instant?)null), ct), ct);
    }
}
