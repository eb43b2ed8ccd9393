using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Search;

/// <summary>The search over everything: /search, and /api/search for programs. Who sees customers sees leads, so leads are what it asks for.</summary>
public static class SearchRoutes
{
    public static void AddSearch(this IServiceCollection services) => services.AddScoped<SearchRecords>();

    public static void MapSearch(this IEndpointRouteBuilder app)
    {
        app.MapGet("/search", SearchRecords.FromPage).Requires(Permission.LeadsView);
        app.MapGet("/api/search", SearchRecords.FromApi).WithTags("Search").Takes(SearchRecords.Words).Produces<SearchRecords.Response>().Requires(Permission.LeadsView);
    }
}
