using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>A business always has an owner who can come in.</summary>
internal static class LastOwner
{
    public static async Task<bool> IsLastOwner(this AppDb db, TeamMember member, CancellationToken ct) =>
        member.Role == Role.Owner && member.IsActive && !await db.TeamMembers.AnyAsync(m => m.Id != member.Id && m.Role == Role.Owner && m.IsActive, ct);

    public static string Why(string name) => $"{name} is the only owner. Make somebody else an owner first.";
}
