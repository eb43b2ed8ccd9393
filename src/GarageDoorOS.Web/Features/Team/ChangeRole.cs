using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Team.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>Gives a team member another role; it holds from their next request on.</summary>
public sealed class ChangeRole(AppDb db, TeamRoles roles, ListTeam list)
{
    /// <summary><paramref name="Strict"/>: the version that it starts from is needed, and must be the present one.</summary>
    public sealed record Request(string? Role, int? Version, bool Strict, FormErrors Errors);

    public static async Task<IResult> Form(Guid id, ChangeRole change, Html html, HttpContext context, CancellationToken ct) => await change.Dialog(id, null, html, context, ct);

    public static async Task<IResult> FromPage(Guid id, [FromForm] string? role, ChangeRole change, Html html, HttpContext context, CancellationToken ct)
    {
        var changed = await change.Handle(id, new(role, null, Strict: false, new()), ct);
        if (changed.IsOk) return Done.Answer(context, $"{changed.Value.Name} has another role now.", TeamRoutes.Changed, TeamRoutes.Page);
        return changed.Problem is Problem.Invalid ? await change.Dialog(id, FormErrors.Of(changed.Problem), html, context, ct) : changed.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, ChangeRole change, ListTeam list, HttpContext context, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var request = new Request(json.Text("role", TextRule.Line), Versions.Sent(context.Request, json.Number("version")), Strict: true, errors);
        json.Finish();
        var changed = await change.Handle(id, request, ct);
        return changed.IsOk ? Results.Ok(await list.Handle(id, ct)) : changed.Problem.ToJson();
    }

    public Task<Result<TeamMember>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<TeamMember>>(async () =>
    {
        // Two owners must not make each other something less at the same moment.
        await db.LockIdentity(ct);
        if (await db.Held<TeamMember>(id).SingleOrDefaultAsync(m => m.IsActive, ct) is not { } member) return new Problem.NotFound();
        if (request.Errors.Any) return request.Errors.ToProblem();
        if (request.Strict && Versions.Check(request.Version, strict: true, member, () => new { member.Id, member.Role, member.Version }) is { } stale) return stale;
        if (await roles.Find(request.Role, ct) is not { } role) return new Problem.Invalid("role", "Choose one of the roles of your business.");
        if (!await roles.MayChange(member.Role, ct) || !roles.MayGive(role)) return new Problem.Invalid("role", Role.GivesTooMuch);
        if (role.Key != Role.Owner && await db.IsLastOwner(member, ct)) return new Problem.Invalid("role", LastOwner.Why(member.Name));
        member.TakeRole(role.Key);
        await db.SaveChangesAsync(ct);
        return member;
    }, ct);

    private async Task<IResult> Dialog(Guid id, FormErrors? errors, Html html, HttpContext context, CancellationToken ct)
    {
        if (!await db.TeamMembers.AnyAsync(m => m.Id == id && m.IsActive, ct)) return new Problem.NotFound().ToPage();
        return html.Page<RoleDialog>(new { Member = await list.Handle(id, ct), Roles = await roles.ToGive(ct), Errors = errors ?? FormErrors.None, AsPage = !context.IsHtmx() }, errors is null ? 200 : 422);
    }
}
