using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Settings.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Shows the API keys of the business: what each may do and when it was last used, the newest first.</summary>
public sealed class ListApiKeys(AppDb db)
{
    public sealed record Response(IReadOnlyList<ApiKeyJson> Items);

    public static async Task<IResult> FromPage(ListApiKeys list, Html html, CancellationToken ct) =>
        html.Page<ApiKeysPage>(new { Keys = (await list.Handle(ct)).Items, html.Viewer });

    public static async Task<IResult> FromApi(ListApiKeys list, CancellationToken ct) => TypedResults.Ok(await list.Handle(ct));

    public async Task<Response> Handle(CancellationToken ct)
    {
        var roles = await db.RolesOf(ct);
        var keys = await db.ApiKeys.AsNoTracking().OrderByDescending(k => k.CreatedAt).ThenByDescending(k => k.Id).ToListAsync(ct);
        return new([.. keys.Select(key => ApiKeyJson.Of(key, roles))]);
    }
}
