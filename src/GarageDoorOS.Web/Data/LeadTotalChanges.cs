using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data;

/// <summary>Gathers what a piece of work does to lead_totals and writes it in key order, so that two writers never wait for each other in a ring.</summary>
public sealed class LeadTotalChanges
{
    private readonly SortedDictionary<(Guid Business, Guid Assignee, LeadStatus Status), (int Count, decimal Value)> changes = [];

    public void Add(Guid businessId, Guid? assigneeId, LeadStatus status, int count, decimal value)
    {
        var key = (businessId, assigneeId ?? Guid.Empty, status);
        var so = changes.GetValueOrDefault(key);
        changes[key] = (so.Count + count, so.Value + value);
    }

    /// <summary>Call it inside the transaction of the leads themselves.</summary>
    public async Task Write(AppDb db, CancellationToken ct)
    {
        foreach (var (key, (count, value)) in changes)
        {
            if (count == 0 && value == 0) continue;
            var cents = Money.Cents(value);
            var status = (int)key.Status;
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO lead_totals (business_id, assignee_id, status, count, value) VALUES ({key.Business}, {key.Assignee}, {status}, {count}, {cents})
                ON CONFLICT (business_id, assignee_id, status) DO UPDATE SET count = lead_totals.count + excluded.count, value = lead_totals.value + excluded.value
                """, ct);
        }
        changes.Clear();
    }
}
