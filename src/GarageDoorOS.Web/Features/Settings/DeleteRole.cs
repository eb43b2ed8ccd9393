using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Settings.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Deletes a role that nobody has.</summary>
public sealed class DeleteRole(AppDb db, CurrentUser user)
{
    /// <summary>Without <paramref name="Strict"/> the version is not asked for: nobody has the role, whatever it allows.</summary>
    public sealed record Request(int? Version, bool Strict);

    public static async Task<IResult> Form(Guid id, ListRoles list, HttpContext context, Html html, CancellationToken ct) =>
        await list.One(id, ct) is { Own: { } own } role
            ? html.Page<DeleteRoleDialog>(new { own.Id, own.Name, InUse = role.Use.IsUsed ? Who(role.Use) : null, AsPage = !context.IsHtmx() })
            : new Problem.NotFound().ToPage();

    public static async Task<IResult> FromPage(Guid id, DeleteRole delete, HttpContext context, CancellationToken ct) => (await delete.Handle(id, new(null, Strict: false), ct)).Match(
        role => Done.Answer(context, $"{role.Name} is deleted.", SettingsRoutes.Changed, "/settings/roles"),
        problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, string? version, DeleteRole delete, ListRoles list, HttpContext context, CancellationToken ct)
    {
        var sent = await Versions.OfDelete(context, version);
        var deleted = sent.IsOk ? await delete.Handle(id, new(sent.Value, Strict: true), ct) : sent.Problem;
        if (deleted.IsOk) return Results.NoContent();
        return (deleted.Problem is Problem.Stale ? new Problem.Stale((await list.One(id, ct))!.Json) : deleted.Problem).ToJson();
    }

    public Task<Result<OwnRole>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<OwnRole>>(async () =>
    {
        // Whoever gives a role does it behind the same lock.
        await db.LockIdentity(ct);
        if (await db.Held<OwnRole>(id).SingleOrDefaultAsync(ct) is not { } role) return new Problem.NotFound();
        if (user.MayTouch(role) is { } forbidden) return forbidden;
        if (request.Strict && Versions.Check(request.Version, strict: true, role, () => role) is { } problem) return problem;
        if ((await db.UseOfRoles(ct)).GetValueOrDefault(role.Key) is { } use)
            return new Problem.Conflict("role_in_use", $"{Who(use)} {(use.People.Count + use.Keys.Count == 1 ? "has" : "have")} this role. Give another one first.", new Dictionary<string, object?> { ["members"] = use.People, ["apiKeys"] = use.Keys });
        db.Remove(role);
        await db.SaveChangesAsync(ct);
        return role;
    }, ct);

    private static string Who(RoleUse use) => string.Join(", ", use.People.Concat(use.Keys.Select(key => $"the key {key}")));
}
