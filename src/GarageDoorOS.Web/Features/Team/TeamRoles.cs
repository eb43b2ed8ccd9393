using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>The roles of the business, and which of them this user may give or take.</summary>
public sealed class TeamRoles(AppDb db, CurrentUser user)
{
    public Task<IReadOnlyList<Role>> All(CancellationToken ct) => db.RolesOf(ct);

    /// <summary>Whoever gives it to somebody asks behind <see cref="AppDb.LockIdentity"/>, behind which a role is deleted.</summary>
    public Task<Role?> Find(string? keyOrName, CancellationToken ct) => db.RoleCalled(keyOrName, ct);

    public async Task<IReadOnlyList<Option>> ToGive(CancellationToken ct) => [.. (await db.RolesWithin(user.Role, ct)).Select(role => new Option(role.Key, role.Name))];

    public bool MayGive(Role role) => user.Role.Covers(role);

    /// <summary>Nobody changes the place of somebody who may do more than they.</summary>
    public async Task<bool> MayChange(string roleKey, CancellationToken ct) => await Find(roleKey, ct) is not { } role || user.Role.Covers(role);
}
