using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Settings.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Shows the roles of the business, the built-in ones and its own: what each allows, and who has it.</summary>
public sealed class ListRoles(AppDb db)
{
    public sealed record Response(IReadOnlyList<RoleJson> Items);

    /// <summary><paramref name="Own"/> is null for a built-in role.</summary>
    public sealed record Known(Role Role, OwnRole? Own, RoleUse Use)
    {
        public RoleJson Json => RoleJson.Of(Role, Own, Use);
    }

    public static async Task<IResult> FromPage(ListRoles list, CurrentUser user, Html html, CancellationToken ct) =>
        html.Page<RolesPage>(new { Roles = await list.Handle(ct), Mine = user.Role });

    public static async Task<IResult> FromApi(ListRoles list, CancellationToken ct) => TypedResults.Ok(new Response([.. (await list.Handle(ct)).Select(r => r.Json)]));

    public static async Task<IResult> OneFromApi(Guid id, ListRoles list, HttpResponse response, CancellationToken ct) =>
        await list.One(id, ct) is { } role ? RoleJson.Ok(response, role.Json) : new Problem.NotFound().ToJson();

    public async Task<Known?> One(Guid id, CancellationToken ct) => (await Handle(ct)).FirstOrDefault(r => r.Own?.Id == id);

    public async Task<IReadOnlyList<Known>> Handle(CancellationToken ct)
    {
        var use = await db.UseOfRoles(ct);
        var own = await db.OwnRoles.AsNoTracking().OrderBy(r => r.NameKey).ThenBy(r => r.Id).ToListAsync(ct);
        return [.. Role.BuiltIn.Select(role => Of(role, null)), .. own.Select(role => Of(role.AsRole, role))];

        Known Of(Role role, OwnRole? made) => new(role, made, use.GetValueOrDefault(role.Key, RoleUse.None));
    }
}
