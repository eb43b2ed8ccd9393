using GarageDoorOS.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Who has a role: people, also those who are invited, or have left and may come back, and keys that still open something.</summary>
public sealed record RoleUse(IReadOnlyList<string> People, IReadOnlyList<string> Keys)
{
    public static RoleUse None { get; } = new([], []);

    public bool IsUsed => People.Count + Keys.Count > 0;
}

internal static class RoleUseQuery
{
    /// <summary>Who has each role of the business, by the roles' keys.</summary>
    public static async Task<IReadOnlyDictionary<string, RoleUse>> UseOfRoles(this AppDb db, CancellationToken ct)
    {
        var people = await db.TeamMembers.AsNoTracking().OrderBy(m => m.Name).ThenBy(m => m.Id).Select(m => new { m.Role, m.Name, m.IsActive }).ToListAsync(ct);
        var keys = await db.ApiKeys.AsNoTracking().Where(k => k.RevokedAt == null).OrderBy(k => k.Name).ThenBy(k => k.Id).Select(k => new { k.Role, k.Name }).ToListAsync(ct);
        var invited = await db.Invitations.AsNoTracking().Where(i => i.AcceptedAt == null && i.RevokedAt == null).OrderBy(i => i.Email).ThenBy(i => i.Id).Select(i => new { i.Role, i.Email }).ToListAsync(ct);
        return people.Select(m => m.Role).Concat(invited.Select(i => i.Role)).Concat(keys.Select(k => k.Role)).Distinct().ToDictionary(role => role, role => new RoleUse(
            [.. people.Where(m => m.Role == role).Select(m => m.IsActive ? m.Name : m.Name + " (has left)"), .. invited.Where(i => i.Role == role).Select(i => i.Email + " (invited)")], [.. keys.Where(k => k.Role == role).Select(k => k.Name)]));
    }
}
