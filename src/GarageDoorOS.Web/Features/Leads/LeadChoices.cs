using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>What forms and menus offer to choose from.</summary>
public sealed class LeadChoices(AppDb db, CurrentUser user)
{
    public async Task<IReadOnlyList<Option>> Sources(CancellationToken ct) =>
        [new("", "Not known"), .. await db.Sources.OrderBy(s => s.NameKey).ThenBy(s => s.Id).Select(s => new Option(s.Name, s.Name)).ToListAsync(ct)];

    public async Task<IReadOnlyList<string>> LostReasons(CancellationToken ct) =>
        await db.LostReasons.OrderBy(r => r.Position).ThenBy(r => r.Id).Select(r => r.Name).ToListAsync(ct);

    /// <summary>The active team members, oneself first; nobody for who may not assign.</summary>
    public async Task<IReadOnlyList<LeadMenus.Person>> Team(CancellationToken ct)
    {
        if (!user.May(Permission.LeadsAssign)) return [];
        var team = await db.TeamMembers.Where(m => m.IsActive).OrderBy(m => m.Name).ThenBy(m => m.Id).Select(m => new { m.Id, m.Name }).ToListAsync(ct);
        return [.. team.Select(m => new LeadMenus.Person(m.Id, m.Name, m.Id == user.MemberId)).OrderByDescending(p => p.IsMe)];
    }
}
