using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;

namespace GarageDoorOS.Web.Features.Live;

/// <summary>How pages hear that what they show has changed.</summary>
public static class LiveRoutes
{
    public static void AddLive(this IServiceCollection services) => services.AddScoped<FollowChanges>();

    /// <summary>It lasts as long as somebody looks: among how long requests took it would mean nothing.</summary>
    public static void MapLive(this IEndpointRouteBuilder app) => app.MapGet("/live", FollowChanges.FromPage).DisableHttpMetrics().Requires(Permission.LeadsView);
}
