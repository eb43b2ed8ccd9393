using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Settings.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Makes a role of the business's own, from nothing or from what another one allows.</summary>
public sealed class CreateRole(AppDb db, CurrentUser user, IClock clock)
{
    public sealed record Request(ReadRole Read);

    /// <summary>The form, filled with what the role <paramref name="from"/> allows.</summary>
    public static async Task<IResult> Form(string? from, ListRoles list, CurrentUser user, Html html, CancellationToken ct)
    {
        var copied = (await list.Handle(ct)).FirstOrDefault(r => r.Role.Key == from)?.Role;
        return html.Page<RolePage>(new { Form = RolePage.Model.CopyOf(copied), Mine = user.Role });
    }

    public static async Task<IResult> FromPage(HttpRequest request, CreateRole create, CurrentUser user, Html html, CancellationToken ct)
    {
        var typed = await request.ReadFormAsync(ct);
        var created = await create.Handle(new((_, errors) => RoleInput.FromForm(typed, errors)), ct);
        if (created.IsOk) return Results.Redirect("/settings/roles");
        return html.Page<RolePage>(new { Form = RolePage.Model.Of(typed, null), Mine = user.Role, Errors = NameTaken.Errors(created.Problem) }, created.Problem is Problem.Conflict ? 409 : 422);
    }

    public static async Task<IResult> FromApi(JsonBody body, CreateRole create, ListRoles list, HttpResponse response, CancellationToken ct)
    {
        var created = await create.Handle(new((now, errors) => RoleInput.FromJson(body, now, errors)), ct);
        if (!created.IsOk) return created.Problem.ToJson();
        response.ETag(created.Value.Version);
        return TypedResults.Created($"/api/roles/{created.Value.Id}", (await list.One(created.Value.Id, ct))!.Json);
    }

    public Task<Result<OwnRole>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<OwnRole>>(async () =>
    {
        await db.LockIdentity(ct);
        var errors = new FormErrors();
        var (said, _) = request.Read(null, errors);
        if (!errors.Any && !user.Role.Covers(said.AsRole)) errors.Add("permissions", Role.GivesTooMuch);
        if (errors.Any) return errors.ToProblem();
        if (await db.NameOfRoleIsFree(said.Name, null, ct) is { } taken) return taken;
        var keys = await db.OwnRoles.Select(r => r.Key).ToListAsync(ct);
        if (keys.Count >= OwnRole.Most) return NameTaken.Of($"A business has at most {OwnRole.Most} roles of its own. Delete one first.");
        var role = OwnRole.Make(db.BusinessId, said.Name, said.Scope, said.Given, keys, clock.GetCurrentInstant());
        db.Add(role);
        await db.SaveChangesAsync(ct);
        return role;
    }, ct);
}
