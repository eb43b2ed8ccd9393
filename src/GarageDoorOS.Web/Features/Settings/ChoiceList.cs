using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>What a list of the business is called and where it stands. <paramref name="One"/>: «source».</summary>
public sealed record ChoiceWords(string One, string Many, string Path, string Text, bool IsOrdered);

/// <summary>One of the lists that a business keeps for itself, with what differs between them: how leads hold an entry, and in what order entries stand.</summary>
public abstract class ChoiceList<TChoice>(AppDb db) where TChoice : Choice
{
    public abstract ChoiceWords Words { get; }

    public DbSet<TChoice> All => db.Set<TChoice>();

    /// <summary>A new entry, at the end.</summary>
    public abstract Task<TChoice> Make(string name, Instant now, CancellationToken ct);

    /// <summary>The entries in their order, the former names among them.</summary>
    public abstract Task<List<TChoice>> InOrder(CancellationToken ct);

    /// <summary>How many of these leads each entry has.</summary>
    protected abstract Task<IReadOnlyDictionary<Guid, int>> Counted(IQueryable<Lead> leads, CancellationToken ct);

    /// <summary>How many leads each entry has, of those that this user sees; null for who sees none.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>?> Counts(CurrentUser user, CancellationToken ct) =>
        user.May(Permission.LeadsView) ? await Counted(db.Leads.Where(l => l.DeletedAt == null).VisibleTo(user), ct) : null;

    /// <summary>Makes a name free for an entry: one that was only the former name of another is given up; any other is in use.</summary>
    public async Task<Problem?> Free(string name, Guid? forEntry, CancellationToken ct)
    {
        var key = Folding.Fold(name);
        if (await All.SingleOrDefaultAsync(c => c.NameKey == key && c.Id != forEntry, ct) is not { } other) return null;
        if (other.MergedIntoId is not { } into) return NameTaken.Of($"There is a {Words.One} {other.Name} already{(other.IsRetired ? "; it is retired, bring it back" : "")}.");
        if (other.UnsettledSince is not null) return NameTaken.Of($"The leads of {other.Name} are just moving to {await All.Where(c => c.Id == into).Select(c => c.Name).SingleAsync(ct)}. Try again in a minute.");
        All.Remove(other);
        return null;
    }
}

/// <summary>Where leads come from: a lead holds the id, and the name to be sorted by.</summary>
public sealed class SourceList(AppDb db) : ChoiceList<Source>(db)
{
    private readonly AppDb db = db;

    public override ChoiceWords Words { get; } = new("source", "sources", "/settings/sources", "Where your leads come from. Forms offer these; lists that you import may bring new ones.", IsOrdered: false);

    public override Task<Source> Make(string name, Instant now, CancellationToken ct) => Task.FromResult(Source.Add(db.BusinessId, name, now));

    public override Task<List<Source>> InOrder(CancellationToken ct) => All.AsNoTracking().OrderBy(s => s.NameKey).ThenBy(s => s.Id).ToListAsync(ct);

    protected override async Task<IReadOnlyDictionary<Guid, int>> Counted(IQueryable<Lead> leads, CancellationToken ct) =>
        await leads.Where(l => l.SourceId != null).GroupBy(l => l.SourceId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
}

/// <summary>Why leads are closed without a job: a lead holds the words themselves.</summary>
public sealed class LostReasonList(AppDb db) : ChoiceList<LostReason>(db)
{
    private readonly AppDb db = db;

    public override ChoiceWords Words { get; } = new("reason", "reasons", "/settings/lost-reasons", "Why a lead is closed without a job. The dialog that closes a lead shows them in this order.", IsOrdered: true);

    public override async Task<LostReason> Make(string name, Instant now, CancellationToken ct) =>
        LostReason.Add(db.BusinessId, name, (await All.Current().MaxAsync(r => (int?)r.Position, ct) ?? -1) + 1);

    public override Task<List<LostReason>> InOrder(CancellationToken ct) => All.AsNoTracking().OrderBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(ct);

    protected override async Task<IReadOnlyDictionary<Guid, int>> Counted(IQueryable<Lead> leads, CancellationToken ct)
    {
        var known = await db.KnownLostReasons(ct);
        var said = await leads.Where(l => l.Status == LeadStatus.Lost || l.Status == LeadStatus.Unqualified).GroupBy(l => l.LostReason).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return (from text in said
                let meant = known.GetValueOrDefault(Folding.Fold(text.Key))?.Meant
                where meant is not null
                group text.Count by meant.Id).ToDictionary(g => g.Key, g => g.Sum());
    }
}
