using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Notices;

/// <summary>What somebody of the team is told: which leads are theirs now, and which of theirs wait for a word.</summary>
public static class NoticeRoutes
{
    public static void AddNotices(this IServiceCollection services) => services.AddScoped<ListNotices>().AddScoped<SeeNotices>();

    public static void MapNotices(this IEndpointRouteBuilder app)
    {
        app.MapGet("/notices", ListNotices.FromPage).Requires(Permission.LeadsView);
        app.MapPost("/notices/sight", SeeNotices.FromPage).Requires(Permission.LeadsView);

        var api = app.MapGroup("/api/notices").WithTags("Notices");
        api.MapGet("", ListNotices.FromApi).Produces<ListNotices.Response>().Requires(Permission.LeadsView);
        api.MapPost("/sight", SeeNotices.FromApi).Sends<SeeNotices.Request>("newest").Produces<ListNotices.Response>().Requires(Permission.LeadsView);
    }
}
