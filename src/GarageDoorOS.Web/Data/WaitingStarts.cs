using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Data.Bulk;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data;

/// <summary>Leads that are to be looked at: whether they begin a cadence. Written in the transaction of their cause, and taken by the clock.</summary>
internal static class WaitingStarts
{
    public static IReadOnlyList<string> Columns { get; } = ["business_id", "lead_id"];

    /// <summary>These leads arrived or changed, so the start rules are asked.</summary>
    public static async Task LookAt(this AppDb db, IReadOnlyCollection<Guid> leads, CancellationToken ct)
    {
        foreach (var lead in leads)
            await db.Database.ExecuteSqlAsync($"INSERT INTO waiting_starts (business_id, lead_id) VALUES ({db.BusinessId}, {lead}) ON CONFLICT DO NOTHING", ct);
    }

    /// <summary>Somebody chose a cadence for these leads, which are held.</summary>
    public static async Task StartSoon(this AppDb db, IReadOnlyList<Guid> leads, Guid cadenceId, ActorIdentity by, CancellationToken ct)
    {
        var who = new ValueConversions.JsonOf<ActorIdentity>().ConvertToProvider(by);
        await db.WaitingStarts.Where(w => EF.Parameter(leads).Contains(w.LeadId)).ExecuteDeleteAsync(ct);
        await BulkInsert.For(db).Write("waiting_starts", [.. Columns, "cadence_id", "started_by"], [.. leads.Select(lead => (object?[])[db.BusinessId, lead, cadenceId, who])], ct);
    }

    /// <summary>Whether what a save does to a lead may make it begin a cadence.</summary>
    public static bool MayBegin(Lead lead, Func<string, bool> changed) =>
        !lead.IsDeleted && lead.Status.IsOpen() && (changed(nameof(Lead.Status)) || changed(nameof(Lead.SourceId)) || changed(nameof(Lead.EstimatedValue)) || changed(nameof(Lead.DeletedAt)));
}
