using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.AuditLog;

/// <summary>Whom the log can be asked for: everybody who was ever on the team, and every API key, by name.</summary>
public sealed class AuditPeople(AppDb db)
{
    /// <summary>What nobody did.</summary>
    public const string System = "system";

    public async Task<IReadOnlyList<Option>> All(CancellationToken ct)
    {
        var team = await db.TeamMembers.OrderBy(m => m.Name).ThenBy(m => m.Id).Select(m => new { m.Id, m.Name, m.IsActive }).ToListAsync(ct);
        var keys = await db.ApiKeys.OrderBy(k => k.Name).ThenBy(k => k.Id).Select(k => new { k.Id, k.Name }).ToListAsync(ct);
        return
        [
            .. team.OrderByDescending(m => m.IsActive).Select(m => new Option(m.Id.ToString(), m.IsActive ? m.Name : m.Name + " (left)")),
            .. keys.Select(k => new Option(k.Id.ToString(), k.Name + " (API key)")), new(System, "Garage Door OS itself"),
        ];
    }
}
