using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>Takes somebody who has left back into the team, with the role that they had.</summary>
public sealed class RestoreMember(AppDb db, TeamRoles roles)
{
    public static async Task<IResult> FromPage(Guid id, RestoreMember restore, HttpContext context, CancellationToken ct) =>
        (await restore.Handle(id, ct)).Match(
            member => Done.Answer(context, $"{member.Name} is back on the team.", TeamRoutes.Changed, TeamRoutes.Page),
            problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, RestoreMember restore, ListTeam list, CancellationToken ct)
    {
        var restored = await restore.Handle(id, ct);
        return restored.IsOk ? Results.Ok(await list.Handle(id, ct)) : restored.Problem.ToJson();
    }

    public Task<Result<TeamMember>> Handle(Guid id, CancellationToken ct) => db.InTransaction<Result<TeamMember>>(async () =>
    {
        if (await db.Held<TeamMember>(id).SingleOrDefaultAsync(ct) is not { } member) return new Problem.NotFound();
        if (!await roles.MayChange(member.Role, ct)) return new Problem.Forbidden(Role.GivesTooMuch);
        member.Activate();
        await db.SaveChangesAsync(ct);
        return member;
    }, ct);
}
