using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

internal static class RoleQueries
{
    /// <summary>All roles of the business: the built-in ones, strongest first, then its own by name.</summary>
    public static async Task<IReadOnlyList<Role>> RolesOf(this AppDb db, CancellationToken ct) =>
        [.. Role.BuiltIn, .. (await db.OwnRoles.AsNoTracking().OrderBy(r => r.NameKey).ThenBy(r => r.Id).ToListAsync(ct)).Select(r => r.AsRole)];

    /// <summary>Those of them that whoever has <paramref name="mine"/> may give.</summary>
    public static async Task<IReadOnlyList<Role>> RolesWithin(this AppDb db, Role mine, CancellationToken ct) => [.. (await db.RolesOf(ct)).Where(mine.Covers)];

    /// <summary>
    /// The role of the business with this key or name, in any case. Whoever gives it to somebody asks inside a transaction and behind
    /// <see cref="AppDb.LockIdentity"/>: a role is deleted behind the same lock.
    /// </summary>
    public static async Task<Role?> RoleCalled(this AppDb db, string? keyOrName, CancellationToken ct)
    {
        if (Role.Find(keyOrName) is { } builtIn) return builtIn;
        var (key, name) = (keyOrName?.Trim().ToLowerInvariant(), Folding.Fold(keyOrName));
        var own = await db.OwnRoles.AsNoTracking().Where(r => r.Key == key || r.NameKey == name).OrderBy(r => r.Key == key ? 0 : 1).ThenBy(r => r.Id).FirstOrDefaultAsync(ct);
        return own?.AsRole;
    }
}
