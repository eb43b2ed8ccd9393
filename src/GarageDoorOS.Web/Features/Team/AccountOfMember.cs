using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>The account behind a place in the team, for whoever may help with how its person signs in.</summary>
public sealed class AccountOfMember(AppDb db, UserManager<User> users, TeamRoles roles)
{
    /// <summary>Nobody helps somebody who may more than they, and nobody comes into another business by it: an account opens all of a person's. <paramref name="elsewhere"/> says what to do there instead.</summary>
    public async Task<Result<(TeamMember Member, User Person)>> Of(Guid id, string elsewhere, CancellationToken ct)
    {
        if (await db.TeamMembers.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.IsActive, ct) is not { } member) return new Problem.NotFound();
        if (!await roles.MayChange(member.Role, ct)) return new Problem.Forbidden(Role.GivesTooMuch);
        if ((await db.PlacesOf(member.UserId, ct)).Any(place => place.BusinessId != db.BusinessId))
            return new Problem.Conflict("works_elsewhere", $"{member.Name} works in another business too, and the same account opens that one as well. {elsewhere}");
        return await users.FindByIdAsync(member.UserId.ToString()) is { } person ? (member, person) : new Problem.NotFound();
    }
}
