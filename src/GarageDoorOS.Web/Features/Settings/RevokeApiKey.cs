using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Settings.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Takes an API key back: it opens nothing from the next request on.</summary>
public sealed class RevokeApiKey(AppDb db, IClock clock)
{
    public static async Task<IResult> Form(Guid id, AppDb db, HttpContext context, Html html, CancellationToken ct) =>
        await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Id == id && k.RevokedAt == null, ct) is { } key
            ? html.Page<RevokeApiKeyDialog>(new { key.Id, key.Name, AsPage = !context.IsHtmx() })
            : new Problem.NotFound().ToPage();

    public static async Task<IResult> FromPage(Guid id, RevokeApiKey revoke, HttpContext context, CancellationToken ct) => (await revoke.Handle(id, ct)).Match(
        key => Done.Answer(context, $"{key.Name} is revoked.", SettingsRoutes.Changed, "/settings/api-keys"),
        problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, RevokeApiKey revoke, AppDb db, CancellationToken ct)
    {
        var revoked = await revoke.Handle(id, ct);
        return revoked.IsOk ? TypedResults.Ok(ApiKeyJson.Of(revoked.Value, await db.RolesOf(ct))) : revoked.Problem.ToJson();
    }

    /// <summary>To revoke what is revoked already is no error.</summary>
    public async Task<Result<ApiKey>> Handle(Guid id, CancellationToken ct)
    {
        if (await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == id, ct) is not { } key) return new Problem.NotFound();
        key.Revoke(clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return key;
    }
}
