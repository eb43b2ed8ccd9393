using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>The addresses of what works with the leads beside the list, and of the accounts that it works by.</summary>
public static class IntegrationRoutes
{
    public static void AddIntegrations(this IServiceCollection services) => services.AddScoped<SwitchNurturing>();

    public static void MapIntegrations(this IEndpointRouteBuilder app)
    {
        app.MapGet(SwitchNurturing.Page, SwitchNurturing.Form).Requires(Permission.SettingsManage);
        app.MapPost(SwitchNurturing.Page, SwitchNurturing.FromPage).Requires(Permission.SettingsManage);
        app.MapGet("/api/settings/integrations", SwitchNurturing.ShowApi).Produces<SwitchNurturing.Response>().Requires(Permission.SettingsManage);
        app.MapPut("/api/settings/integrations", SwitchNurturing.FromApi).Sends<SwitchNurturing.Response>("nurturing").Produces<SwitchNurturing.Response>().Requires(Permission.SettingsManage);
    }
}
