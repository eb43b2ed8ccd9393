using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Settings.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Changes what a role of the business's own allows: it holds for everybody who has it from their next request on.</summary>
public sealed class EditRole(AppDb db, CurrentUser user)
{
    /// <summary><paramref name="IfMatch"/> goes before the version that the input names. <paramref name="Strict"/>: any other version is refused outright.</summary>
    public sealed record Request(ReadRole Read, int? IfMatch, bool Strict);

    public static async Task<IResult> Form(Guid id, ListRoles list, CurrentUser user, Html html, CancellationToken ct)
    {
        if (await list.One(id, ct) is not { Own: { } own } role) return new Problem.NotFound().ToPage();
        return user.MayTouch(own)?.ToPage() ?? html.Page<RolePage>(new { Form = RolePage.Model.Of(own), Mine = user.Role, role.Use });
    }

    public static async Task<IResult> FromPage(Guid id, HttpRequest request, EditRole edit, CurrentUser user, Html html, CancellationToken ct)
    {
        var typed = await request.ReadFormAsync(ct);
        var edited = await edit.Handle(id, new((_, errors) => RoleInput.FromForm(typed, errors), null, Strict: false), ct);
        if (edited.IsOk) return Results.Redirect("/settings/roles");
        if (edited.Problem is Problem.Stale { Current: OwnRole now }) return html.Page<RolePage>(new { Form = RolePage.Model.Of(typed, id) with { Version = now.Version }, Mine = user.Role, Theirs = now }, 409);
        return NameTaken.Errors(edited.Problem) is { Any: true } errors
            ? html.Page<RolePage>(new { Form = RolePage.Model.Of(typed, id), Mine = user.Role, Errors = errors }, edited.Problem is Problem.Conflict ? 409 : 422)
            : edited.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, EditRole edit, ListRoles list, HttpContext context, CancellationToken ct)
    {
        var edited = await edit.Handle(id, new((now, errors) => RoleInput.FromJson(body, now, errors), Versions.Sent(context.Request), Strict: true), ct);
        if (edited.IsOk) return RoleJson.Ok(context.Response, (await list.One(id, ct))!.Json);
        return (edited.Problem is Problem.Stale ? new Problem.Stale((await list.One(id, ct))!.Json) : edited.Problem).ToJson();
    }

    public Task<Result<OwnRole>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<OwnRole>>(async () =>
    {
        await db.LockIdentity(ct);
        if (await db.Held<OwnRole>(id).SingleOrDefaultAsync(ct) is not { } role) return new Problem.NotFound();
        if (user.MayTouch(role) is { } forbidden) return forbidden;
        var errors = new FormErrors();
        var (said, sent) = request.Read(role.AsRole, errors);
        if (errors.Has("version")) return errors.ToProblem();
        var version = request.IfMatch ?? sent;
        if (Versions.Check(version, request.Strict, role, () => role) is { } problem) return problem;
        if (!errors.Any && !user.Role.Covers(said.AsRole)) errors.Add("permissions", Role.GivesTooMuch);
        if (errors.Any) return errors.ToProblem();
        if (version != role.Version) return new Problem.Stale(role);
        if (await db.NameOfRoleIsFree(said.Name, id, ct) is { } taken) return taken;
        role.Become(said.Name, said.Scope, said.Given);
        await db.SaveChangesAsync(ct);
        return role;
    }, ct);
}
