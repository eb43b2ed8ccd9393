using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>What forms and menus offer to choose from.</summary>
public sealed class LeadChoices(AppDb db, CurrentUser user)
{
    public async Task<IReadOnlyList<Option>> Sources(CancellationToken ct) =>
        [new("", "Not known"), .. await db.Sources.Offered().OrderBy(s => s.NameKey).ThenBy(s => s.Id).Select(s => new Option(s.Name, s.Name)).ToListAsync(ct)];

    public async Task<IReadOnlyList<string>> LostReasons(CancellationToken ct) =>
        await db.LostReasons.Offered().OrderBy(r => r.Position).ThenBy(r => r.Id).Select(r => r.Name).ToListAsync(ct);

    /// <summary>Those of these people who are in the team no longer; nobody for who may not assign.</summary>
    public async Task<IReadOnlyList<Option>> Left(IEnumerable<Guid> people, CancellationToken ct)
    {
        var ids = people.ToList();
        if (ids.Count == 0 || !user.May(Permission.LeadsAssign)) return [];
        var left = await db.TeamMembers.Where(m => ids.Contains(m.Id)).OrderBy(m => m.Name).ThenBy(m => m.Id).Select(m => new { m.Id, m.Name }).ToListAsync(ct);
        return [.. left.Select(m => new Option(m.Id.ToString(), m.Name + " (has left)"))];
    }

    /// <summary>Who works a lead now.</summary>
    public Task<Guid?> AssigneeOf(Guid lead, CancellationToken ct) => db.Leads.VisibleTo(user).Where(l => l.Id == lead).Select(l => l.AssigneeId).SingleOrDefaultAsync(ct);

    /// <summary>The active team members, oneself first; nobody for who may not assign.</summary>
    public async Task<IReadOnlyList<LeadMenus.Person>> Team(CancellationToken ct)
    {
        if (!user.May(Permission.LeadsAssign)) return [];
        var team = await db.TeamMembers.Where(m => m.IsActive).OrderBy(m => m.Name).ThenBy(m => m.Id).Select(m => new { m.Id, m.Name }).ToListAsync(ct);
        return [.. team.Select(m => new LeadMenus.Person(m.Id, m.Name, m.Id == user.MemberId)).OrderByDescending(p => p.IsMe)];
    }
}
