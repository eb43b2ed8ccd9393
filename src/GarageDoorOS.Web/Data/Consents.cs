using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Consent;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>The ledger of who agreed to be written to or called and who wants it no more, by their addresses. Entries are added and never changed.</summary>
public sealed class Consents(AppDb db)
{
    /// <summary>More records with one address than anybody has; what was said is told on so many timelines.</summary>
    private const int MostRecords = 50;

    /// <summary>What holds for an address; null where nobody has said anything.</summary>
    public Task<Consent?> Of(ConsentAddress of, CancellationToken ct) => db.Consents.AsNoTracking()
        .Where(c => c.Address == of.Address && c.Channel == of.Channel).OrderByDescending(c => c.IsBinding).ThenByDescending(c => c.At).ThenByDescending(c => c.Id).FirstOrDefaultAsync(ct);

    /// <summary>All entries of these addresses, the last said first.</summary>
    public async Task<IReadOnlyList<Consent>> Entries(IEnumerable<string> addresses, CancellationToken ct)
    {
        var asked = addresses.Distinct().ToArray();
        return asked.Length == 0 ? [] : await db.Consents.AsNoTracking().Where(c => EF.Parameter(asked).Contains(c.Address)).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).ToListAsync(ct);
    }

    /// <summary>What holds for each of several addresses; those of which nobody has said anything are not among them.</summary>
    public async Task<IReadOnlyDictionary<ConsentAddress, Consent>> OfEach(IReadOnlyCollection<ConsentAddress> addresses, CancellationToken ct) =>
        Holding(await Entries(addresses.Select(a => a.Address), ct));

    /// <summary>The same of entries that were read already.</summary>
    public static IReadOnlyDictionary<ConsentAddress, Consent> Holding(IEnumerable<Consent> entries) =>
        entries.GroupBy(e => e.About).ToDictionary(of => of.Key, of => Consent.Holding(of)!);

    /// <summary>
    /// Writes down what was said, and tells it on the timeline of every lead and customer with this address; saved by whoever calls. A withdrawal takes its leads out of their
    /// cadences in that save.
    /// </summary>
    public async Task<Consent> Record(ConsentAddress of, ConsentSaid said, Actor by, Instant now, CancellationToken ct)
    {
        var entry = Consent.Of(db.BusinessId, of, said, by, now);
        db.Add(entry);
        var owners = db.ContactKeys.Where(k => k.Key == of.Key).Select(k => k.OwnerId);
        var customers = await db.Customers.AsNoTracking().Where(c => owners.Contains(c.Id) && c.DeletedAt == null).OrderBy(c => c.Id).Take(MostRecords).ToListAsync(ct);
        var leads = await db.Leads.AsNoTracking().Where(l => owners.Contains(l.Id) && l.DeletedAt == null).OrderBy(l => l.Id).Take(MostRecords).ToListAsync(ct);
        // The page of a customer tells the story of its leads too: said once is enough.
        foreach (var subject in leads.Where(l => !customers.Exists(c => c.Id == l.CustomerId)).Concat<ISubject>(customers)) Tell(subject, entry, by, now);
        return entry;
    }

    private void Tell(ISubject subject, Consent entry, Actor by, Instant now) => db.Note(
        subject, by, entry.IsGiven ? ActivityKinds.ConsentGiven : ActivityKinds.ConsentWithdrawn, now,
        [new("consent", entry.About.ToString(), entry.Wording.Length == 0 ? entry.How.Word() : $"{entry.How.Word()}: {entry.Wording}")]);
}
