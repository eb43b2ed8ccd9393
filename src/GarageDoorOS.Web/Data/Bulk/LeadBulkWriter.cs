using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Live;

namespace GarageDoorOS.Web.Data.Bulk;

/// <summary>
/// Writes many new leads and customers at once with all that follows from them: contact keys, kept totals, search keys, what is next. The only other way
/// beside AppDb's save; seeding and importing both take it.
/// </summary>
public sealed class LeadBulkWriter(AppDb db, CurrentBusiness business)
{
    private static readonly string[] KeyColumns = ["business_id", "key", "owner_id", "owner_kind"];

    private readonly BulkInsert insert = BulkInsert.For(db);
    private readonly BulkTable<Lead> leads = BulkTable<Lead>.Of(db);
    private readonly BulkTable<Customer> customers = BulkTable<Customer>.Of(db);
    private readonly BulkTable<Conversion> conversions = BulkTable<Conversion>.Of(db);
    private readonly BulkTable<NurtureTask> tasks = BulkTable<NurtureTask>.Of(db);
    private readonly BulkTable<Call> calls = BulkTable<Call>.Of(db);
    private readonly BulkTable<Activity> activities = BulkTable<Activity>.Of(db);

    /// <summary>One commit: the caller's own progress first, so that of two that do the same work the second one stops before it writes.</summary>
    public Task Write(BulkBatch batch, Func<Task>? progress = null, CancellationToken ct = default)
    {
        if (batch.Leads.Count + batch.Customers.Count > BulkBatch.Most + 1)
            throw new ArgumentException($"At most {BulkBatch.Most} records a commit.", nameof(batch));
        return db.InTransaction(async () =>
        {
            if (progress is not null)
                await progress();
            await Searched(leads, batch.Leads, ct);
            await Searched(customers, batch.Customers, ct);
            await Plain(conversions, batch.Conversions, ct);
            await Plain(tasks, batch.Tasks, ct);
            await Plain(calls, batch.Calls, ct);
            await Plain(activities, batch.Activities, ct);
            var keys = batch.Leads.SelectMany(Keys).Concat(batch.Customers.SelectMany(Keys)).ToList();
            await insert.Write("contact_keys", KeyColumns, keys, ct);
            await Totals(batch.Leads, ct);
            db.HasChanged(LiveChanges.Of(batch));
            if (batch.Tasks.Count > 0) await db.KeepNextTasks([.. batch.Tasks.Select(task => task.LeadId).Distinct()], ct);
            if (business.IsNurturing) await insert.Write("waiting_starts", WaitingStarts.Columns, [.. batch.Leads.Where(lead => lead.Status.IsOpen() && !lead.IsDeleted).Select(lead => (object?[])[lead.BusinessId, lead.Id])], ct);
        }, ct);
    }

    private Task Plain<T>(BulkTable<T> table, List<T> records, CancellationToken ct) where T : class =>
        insert.Write(table.Name, table.Columns, records.ConvertAll(table.Row), ct);

    // Only SQLite ties a record to its line in the text index by a number.
    private async Task Searched<T>(BulkTable<T> table, List<T> records, CancellationToken ct) where T : class
    {
        if (db is not SqliteAppDb || records.Count == 0)
        {
            await Plain(table, records, ct);
            return;
        }

        var key = await SearchKeys.LastOf(db, table.Name, business.Number, ct);
        await insert.Write(table.Name, [.. table.Columns, SearchKeys.Column], records.ConvertAll(record => (object?[])[.. table.Row(record), ++key]), ct);
    }

    private static IEnumerable<object?[]> Keys(IReachable owner)
    {
        var kind = (int)owner.Kind;
        return owner.Keys.Select(key => (object?[])[owner.BusinessId, key, owner.Id, kind]);
    }

    private async Task Totals(List<Lead> written, CancellationToken ct)
    {
        var totals = new LeadTotalChanges();
        foreach (var lead in written.Where(lead => !lead.IsDeleted))
            totals.Add(lead.BusinessId, lead.AssigneeId, lead.Status, 1, lead.EstimatedValue ?? 0);
        await totals.Write(db, ct);
    }
}
