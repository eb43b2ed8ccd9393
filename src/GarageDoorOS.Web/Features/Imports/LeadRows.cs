using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Bulk;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Makes the leads of one commit out of lines: finds their source and assignee, and marks who is known already.</summary>
internal sealed class LeadRows(AppDb db, Import import, ImportMapping mapping, DateTimeZone zone) : ImportRows(import, mapping, zone)
{
    /// <summary>How many sources one list may bring: more are no sources but another column.</summary>
    public const int MostNewSources = 100;

    private int newSources;
    private readonly Dictionary<string, Named> sources = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, KnownChoice<LostReason>> lostReasons = new Dictionary<string, KnownChoice<LostReason>>();
    private Dictionary<string, Named> team = [];

    public override async Task Begin(CancellationToken ct)
    {
        var members = await db.TeamMembers.AsNoTracking().Where(member => member.IsActive).Select(member => new Named(member.Id, member.Name)).ToListAsync(ct);
        // Of two people with one name nobody can say which is meant.
        team = members.GroupBy(member => Folding.Fold(member.Name)).Where(same => same.Count() == 1).ToDictionary(same => same.Key, same => same.Single());
        await ReadSources(ct);
        // A run that goes on after another one counts what that one has made.
        newSources = await db.Sources.CountAsync(source => source.CreatedAt >= Import.CreatedAt && db.Leads.Any(lead => lead.ImportId == Import.Id && lead.SourceId == source.Id), ct);
    }

    public override async Task<Made> Make(IReadOnlyList<ImportLine> lines, Instant now, CancellationToken ct)
    {
        var rows = Read(lines);
        // Names may have been given up since the last commit.
        await ReadSources(ct);
        await Know(rows.Select(one => one.row.Lead?.Source).OfType<string>(), now, ct);
        rows = rows.ConvertAll(one => (one.line, WithKnownSource(one.row)));
        var taken = rows.Where(one => one.row.Lead is not null).ToList();
        var batch = new BulkBatch();
        var leads = taken.ConvertAll(one => (one.line, said: one.row.Lead!, lead: Open(one.row.Lead!, now)));
        var known = (await db.KnownKeys([.. leads.SelectMany(one => one.lead.Keys).Distinct()], ct)).ToHashSet(StringComparer.Ordinal);
        foreach (var (line, said, lead) in leads)
        {
            var isKnown = lead.Keys.Any(known.Contains);
            known.UnionWith(lead.Keys);
            batch.Leads.Add(lead.FromImport(Import.Id, line.Number, lead.AssigneeId is null ? said.Owner : "", said.StageWord, isKnown));
            batch.Activities.Add(Activity.Note(lead, Import.StartedBy.AsActor(), ActivityKinds.Imported, now));
        }

        return new(batch, Errors(rows), lines.Count) { Skipped = rows.Count(one => one.row.IsEmpty), OptOuts = [.. taken.SelectMany(one => OptOuts(one.row.Lead!, now))] };
    }

    private Lead Open(ImportedLead said, Instant now) => Lead.Open(
        db.BusinessId,
        said.Facts(said.Source is null ? null : sources[Folding.Fold(said.Source)]),
        team.GetValueOrDefault(Folding.Fold(said.Owner)), Came(said, now), said.Status, lostReasons.GetValueOrDefault(Folding.Fold(said.LostReason))?.Meant.Name ?? said.LostReason);

    /// <summary>Sources that the business has not had yet are made; behind the lock, because two lists may bring the same one.</summary>
    private async Task Know(IEnumerable<string> names, Instant now, CancellationToken ct)
    {
        var missing = names.DistinctBy(Folding.Fold).Where(name => !sources.ContainsKey(Folding.Fold(name))).ToList();
        if (missing.Count == 0 || newSources >= MostNewSources)
            return;
        await db.InTransaction(async () =>
        {
            await db.LockIdentity(ct);
            await ReadSources(ct);
            foreach (var name in missing.Where(name => !sources.ContainsKey(Folding.Fold(name))).Take(MostNewSources - newSources))
            {
                newSources++;
                var source = Source.Add(db.BusinessId, name, now);
                db.Add(source);
                sources.Add(source.NameKey, source.AsNamed());
            }

            await db.SaveChangesAsync(ct);
        }, ct);
        db.ChangeTracker.Clear();
    }

    // A word that is one too many is still a fact of the row.
    private ImportRow WithKnownSource(ImportRow row) =>
        row.Lead is not { Source: { } name } lead || sources.ContainsKey(Folding.Fold(name)) ? row
        : ImportLimits.Held(ImportRow.Read(lead with { Source = null, Notes = Mapping.NotesWith(lead.Notes, ImportField.Source, name) }));

    private async Task ReadSources(CancellationToken ct)
    {
        foreach (var (name, source) in await db.KnownSources(ct))
            sources[name] = source.Meant.AsNamed();
        lostReasons = await db.KnownLostReasons(ct);
    }
}
