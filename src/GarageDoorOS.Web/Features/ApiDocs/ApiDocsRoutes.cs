using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.ApiDocs;

/// <summary>The description of the JSON API, for programs and for people.</summary>
public static class ApiDocsRoutes
{
    public static void MapApiDocs(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi($"/openapi/{ApiDocument.Name}.json").OpenTo(Who.Everyone);
        app.MapGet("/api/docs", ShowApiDocs.FromPage).ExcludeFromDescription().OpenTo(Who.Everyone);
    }
}
