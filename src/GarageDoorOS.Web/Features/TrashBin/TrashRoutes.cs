using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.TrashBin;

/// <summary>Where deleted records wait. Each is brought back at its own address, <c>/leads/{id}/restoration</c>.</summary>
public static class TrashRoutes
{
    public const string Page = SettingsPages.Root + "/trash";

    public static void AddTrash(this IServiceCollection services) => services.AddScoped<TrashSearch>().AddScoped<ListTrash>();

    public static void MapTrash(this IEndpointRouteBuilder app)
    {
        app.MapGet(Page, ListTrash.FromPage).RequiresAny([.. TrashSearch.Kinds.Select(k => k.Delete)]);
        app.MapGet("/api/trash", ListTrash.FromApi).WithTags("Trash").Takes(ListTrash.Words).Produces<ListTrash.Response>().RequiresAny([.. TrashSearch.Kinds.Select(k => k.Delete)]);
    }
}
