using GarageDoorOS.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

internal static class WhoMay
{
    private const int Most = 3;

    /// <summary>Up to three people of the business who may do all of this, who may most first, in words: «Grace Okafor or Luis Romero».</summary>
    public static async Task<string?> WhoMayAll(this AppDb db, Permission[] permissions, CancellationToken ct)
    {
        var roles = (await db.RolesOf(ct)).Where(role => permissions.All(role.Allows)).Select(role => role.Key).ToList();
        var people = await db.TeamMembers.AsNoTracking().Where(m => m.IsActive && roles.Contains(m.Role)).Select(m => new { m.Name, m.Role }).ToListAsync(ct);
        var names = people.OrderBy(p => roles.IndexOf(p.Role)).ThenBy(p => p.Name, StringComparer.Ordinal).Take(Most).Select(p => p.Name).ToList();
        return names switch { [] => null, [var one] => one, [.. var some, var last] => $"{string.Join(", ", some)} or {last}" };
    }
}
