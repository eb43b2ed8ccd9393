using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Bulk;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>
/// Makes the customers of one commit out of lines. Who is a customer already is not made twice: their blanks are filled and nothing of theirs is
/// overwritten, as when a lead is linked to them. Made behind the lock of identity, in the commit itself.
/// </summary>
internal sealed class CustomerRows(AppDb db, Import import, ImportMapping mapping, DateTimeZone zone) : ImportRows(import, mapping, zone)
{
    public override Task Begin(CancellationToken ct) => Task.CompletedTask;

    public override async Task<Made> Make(IReadOnlyList<ImportLine> lines, Instant now, CancellationToken ct)
    {
        await db.LockIdentity(ct);
        var rows = Read(lines);
        var come = rows.ConvertAll(one => one.row.Lead is { } said ? Customer.Create(db.BusinessId, FactsOf(said), Came(said, now)).FromImport(Import.Id, one.line.Number) : null);
        var known = (await db.KnownCustomerKeys([.. come.OfType<Customer>().SelectMany(one => one.Keys).Distinct()], ct)).ToHashSet(StringComparer.Ordinal);
        var (batch, fresh, updated, skipped) = (new BulkBatch(), new Dictionary<string, Customer>(StringComparer.Ordinal), 0, rows.Count(one => one.row.IsEmpty));
        // Also of who is known already, or not taken: a no is a no.
        var optOuts = rows.Select(one => one.row.Lead).OfType<ImportedLead>().SelectMany(said => OptOuts(said, now)).ToList();
        for (var at = 0; at < rows.Count; at++)
        {
            if (come[at] is not { } customer) continue;
            var matches = await Matches(customer, known, fresh, now, ct);
            if (Refusal(matches) is { } reason) rows[at] = (rows[at].line, ImportRow.Failed(reason));
            else if (matches is not [var match]) Take(customer);
            else if (match.Facts.FilledAndNotedFrom(rows[at].row.Lead!.Facts(null)) is var facts && facts.Notes.Length > TextRule.Notes)
                rows[at] = (rows[at].line, ImportRow.Failed($"It is {match.Title}, whose notes have no room left for what this line says."));
            else _ = Fill(match, facts) ? updated++ : skipped++;
        }

        // What was filled in while it waited here goes in with what filled it.
        batch.Activities.AddRange(batch.Customers.Select(one => Activity.Note(one, Import.StartedBy.AsActor(), ActivityKinds.Imported, now)));
        return new(batch, Errors(rows), lines.Count) { Updated = updated, Skipped = skipped, OptOuts = optOuts };

        void Take(Customer customer)
        {
            batch.Customers.Add(customer);
            Remember(customer);
        }

        bool Fill(Customer customer, CustomerFacts facts)
        {
            var changes = customer.Edit(facts, now);
            if (changes.Count == 0) return false;
            Remember(customer);
            if (db.Entry(customer).State != EntityState.Detached) db.Note(customer, Import.StartedBy.AsActor(), ActivityKinds.Imported, now, changes);
            return true;
        }

        // What a line adds, a later line of the same list may be known by: to a customer of long ago too, who is not saved yet.
        void Remember(Customer customer)
        {
            foreach (var key in customer.Keys) fresh[key] = customer;
        }
    }

    public static CustomerFacts FactsOf(ImportedLead said)
    {
        var facts = said.Facts(null);
        return facts.ToCustomer(said.Type ?? facts.LikelyType());
    }

    /// <summary>Why a row is neither a new customer nor one that we know.</summary>
    public static string? Refusal(IReadOnlyList<Customer> matches) => matches switch
    {
        [var one] when one.IsDeleted => $"It is {one.Title}, who is in the trash. Bring them back, then bring this line in again.",
        [var one, var other, ..] => $"It could be {one.Title} or {other.Title}. Merge them if they are the same, then bring this line in again.",
        _ => null,
    };

    private async Task<IReadOnlyList<Customer>> Matches(Customer customer, HashSet<string> known, Dictionary<string, Customer> fresh, Instant now, CancellationToken ct)
    {
        var matches = new List<Customer>();
        if (customer.Keys.Any(known.Contains))
        {
            foreach (var match in await db.CustomersLike(customer, Trash.Oldest(now), ct))
                matches.Add(match.Customer.IsDeleted ? match.Customer : await db.Held<Customer>(match.Customer.Id).SingleAsync(ct));
        }

        return [.. matches.Concat(customer.Keys.Select(fresh.GetValueOrDefault).OfType<Customer>()).DistinctBy(one => one.Id)];
    }
}
