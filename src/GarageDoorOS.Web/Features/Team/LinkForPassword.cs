using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Team.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>A link by which a team member who forgot it chooses a new password; for where no mail can be sent.</summary>
public sealed class LinkForPassword(AppDb db, UserManager<User> users, TeamRoles roles, PasswordLinks links)
{
    public static async Task<IResult> FromPage(Guid id, LinkForPassword make, Html html, HttpContext context, CancellationToken ct) =>
        (await make.Handle(id, ct)).Match(
            made => html.Page<LinkDialog>(new { Title = "Pass this link on", Link = made.Address, Text = "It is good for two hours and is not shown again. Whoever has it can choose the password.", AsPage = !context.IsHtmx() }),
            problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, LinkForPassword make, CancellationToken ct) =>
        (await make.Handle(id, ct)).Match(made => Results.Ok(made), problem => problem.ToJson());

    public async Task<Result<InviteMember.Link>> Handle(Guid id, CancellationToken ct)
    {
        if (await db.TeamMembers.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.IsActive, ct) is not { } member) return new Problem.NotFound();
        if (!await roles.MayChange(member.Role, ct)) return new Problem.Forbidden(Role.GivesTooMuch);
        // A password opens every business of a person: who rules in one must not come into the others by it.
        if ((await db.PlacesOf(member.UserId, ct)).Any(place => place.BusinessId != db.BusinessId))
            return new Problem.Conflict("works_elsewhere", $"{member.Name} works in another business too, and the password would open that one as well. They can have a new one by «Forgotten your password?».");
        var person = await users.FindByIdAsync(member.UserId.ToString());
        if (person is null) return new Problem.NotFound();
        var (address, until) = await links.Make(person);
        return new InviteMember.Link(address, until);
    }
}
