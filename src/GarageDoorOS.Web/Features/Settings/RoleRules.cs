using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>What is asked alike of a new role and of a changed one.</summary>
internal static class RoleRules
{
    /// <summary>Whoever may do less than a role allows leaves it as it is: else they could take from others what they do not have.</summary>
    public static Problem? MayTouch(this CurrentUser user, OwnRole role) =>
        user.Role.Covers(role.AsRole) ? null : new Problem.Forbidden($"{role.Name} may do more than you: only somebody who may do all of that changes it.");

    /// <summary>A name that neither a built-in role nor another one has.</summary>
    public static async Task<Problem?> NameOfRoleIsFree(this AppDb db, string name, Guid? forRole, CancellationToken ct)
    {
        var key = Folding.Fold(name);
        var taken = Role.Find(name) is not null || Role.BuiltIn.Any(r => Folding.Fold(r.Name) == key) || await db.OwnRoles.AnyAsync(r => (r.NameKey == key || r.Key == key) && r.Id != forRole, ct);
        return taken ? NameTaken.Of($"There is a role {name} already.") : null;
    }
}
