using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
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

    /// <summary>Somebody chose a cadence for these leads.</summary>
    public static async Task StartSoon(this AppDb db, IReadOnlyCollection<Guid> leads, Guid cadenceId, ActorIdentity by, CancellationToken ct)
    {
        var who = new ValueConversions.JsonOf<ActorIdentity>().ConvertToProvider(by);
        foreach (var lead in leads)
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO waiting_starts (business_id, lead_id, cadence_id, started_by) VALUES ({db.BusinessId}, {lead}, {cadenceId}, {who})
                ON CONFLICT (business_id, lead_id) DO UPDATE SET cadence_id = excluded.cadence_id, started_by = excluded.started_by
                """, ct);
    }

    /// <summary>Whether what a save does to a lead may make it begin a cadence.</summary>
    public static bool MayBegin(Lead lead, Func<string, bool> changed) =>
        !lead.IsDeleted && lead.Status.IsOpen() && (changed(nameof(Lead.Status)) || changed(nameof(Lead.SourceId)) || changed(nameof(Lead.EstimatedValue)) || changed(nameof(Lead.DeletedAt)));
}
