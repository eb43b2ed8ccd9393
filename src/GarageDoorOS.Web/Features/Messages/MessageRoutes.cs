using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Messages;

/// <summary>What goes out of the house, and what became of it.</summary>
public static class MessageRoutes
{
    public const string Page = SettingsPages.Root + "/mail", Changed = "messages-changed";

    public static void AddMessages(this IServiceCollection services) =>
        services.AddScoped<SendMessages>().AddScoped<ExpireMessages>().AddScoped<ListMessages>().AddScoped<TryMessageAgain>();

    public static void MapMessages(this IEndpointRouteBuilder app)
    {
        app.MapGet(Page, ListMessages.FromPage).Requires(Permission.SettingsManage);
        app.MapPost(Page + "/messages/{id:guid}/attempt", TryMessageAgain.FromPage).Requires(Permission.SettingsManage);

        var api = app.MapGroup("/api/messages").WithTags("Messages");
        api.MapGet("", ListMessages.FromApi).Produces<ListMessages.Response>().Requires(Permission.SettingsManage);
        api.MapPost("/{id:guid}/attempt", TryMessageAgain.FromApi).Produces<ListMessages.Row>().Requires(Permission.SettingsManage);
    }
}
