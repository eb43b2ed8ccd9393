using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Settings.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Lets a program in: makes a key with a role, and shows it this one time.</summary>
public sealed class CreateApiKey(AppDb db, CurrentUser user, IClock clock)
{
    public sealed record Request(string? Name, string? Role, FormErrors Errors);

    /// <summary>The key as a program sends it, <c>Authorization: Bearer gdo_…</c>, and what is kept of it.</summary>
    public sealed record Response(string Key, ApiKeyJson ApiKey);

    public static async Task<IResult> Form(CreateApiKey create, HttpContext context, Html html, CancellationToken ct) =>
        html.Page<ApiKeyDialog>(new { Roles = await create.ToGive(ct), AsPage = !context.IsHtmx() });

    public static async Task<IResult> FromPage([FromForm] string? name, [FromForm] string? role, CreateApiKey create, HttpContext context, Html html, CancellationToken ct)
    {
        var created = await create.Handle(new(name, role, new()), ct);
        if (!created.IsOk) return html.Page<ApiKeyDialog>(new { Roles = await create.ToGive(ct), Name = name, Role = role, Errors = FormErrors.Of(created.Problem), AsPage = !context.IsHtmx() }, 422);
        context.Response.Headers.Trigger(SettingsRoutes.Changed);
        return html.Page<NewApiKeyDialog>(new { created.Value.Key, created.Value.ApiKey.Name, Role = created.Value.ApiKey.RoleName, AsPage = !context.IsHtmx() });
    }

    public static async Task<IResult> FromApi(JsonBody body, CreateApiKey create, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var request = new Request(json.Text("name"), json.Text("role"), errors);
        json.Finish();
        return (await create.Handle(request, ct)).Match(created => TypedResults.Created((string?)null, created), problem => problem.ToJson());
    }

    public Task<Result<Response>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<Response>>(async () =>
    {
        await db.LockIdentity(ct);
        var name = NameTaken.Read(request.Name, request.Errors);
        var role = await db.RoleCalled(request.Role, ct);
        if (role is null && !request.Errors.Has("role")) request.Errors.Add("role", "Choose one of the roles of your business.");
        else if (role is not null && !user.Role.Covers(role)) request.Errors.Add("role", "A key may do no more than you may do yourself.");
        if (request.Errors.Any) return request.Errors.ToProblem();

        var (key, hash) = ApiKeys.Make();
        var issued = ApiKey.Issue(db.BusinessId, name, role!.Key, hash, clock.GetCurrentInstant());
        db.Add(issued);
        await db.SaveChangesAsync(ct);
        return new Response(key, ApiKeyJson.Of(issued, [role]));
    }, ct);

    private async Task<IReadOnlyList<Option>> ToGive(CancellationToken ct) => [.. (await db.RolesWithin(user.Role, ct)).Select(r => new Option(r.Key, r.Name))];
}
