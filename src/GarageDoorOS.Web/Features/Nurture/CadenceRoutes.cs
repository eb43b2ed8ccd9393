using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>The addresses at which a business keeps its cadences.</summary>
public static class CadenceRoutes
{
    /// <summary>What the page of cadences hears when one of them has changed.</summary>
    public const string Page = SettingsPages.Root + "/cadences", Changed = "cadences-changed";

    public static void AddCadences(this IServiceCollection services) =>
        services.AddScoped<ListCadences>().AddScoped<CreateCadence>().AddScoped<EditCadence>().AddScoped<DeleteCadence>().AddScoped<CadenceForms>().AddScoped<StepPreviews>();

    public static void MapCadences(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(Page).AddEndpointFilter<NurtureGate>();
        pages.MapGet("", ListCadences.FromPage).Requires(Permission.SettingsManage);
        pages.MapGet("/new", CreateCadence.Form).Requires(Permission.SettingsManage);
        pages.MapPost("", CreateCadence.FromPage).Requires(Permission.SettingsManage);
        pages.MapGet("/{id:guid}/edit", EditCadence.Form).Requires(Permission.SettingsManage);
        pages.MapPost("/{id:guid}", EditCadence.FromPage).Requires(Permission.SettingsManage);
        pages.MapGet("/{id:guid}/deletion", DeleteCadence.Form).Requires(Permission.SettingsManage);
        pages.MapPost("/{id:guid}/deletion", DeleteCadence.FromPage).Requires(Permission.SettingsManage);

        var api = app.MapGroup("/api/cadences").WithTags("Nurture").AddEndpointFilter<NurtureGate>();
        api.MapGet("", ListCadences.FromApi).Produces<ListCadences.Response>().Requires(Permission.LeadsView);
        api.MapPost("", CreateCadence.FromApi).Sends<CadenceJson>(CadenceJson.Fields).Produces<CadenceJson>(201).Requires(Permission.SettingsManage);
        api.MapPost("/previews", StepPreviews.FromApi).Sends<StepPreviews.Request>("leadId", "subject", "text").Produces<StepPreviews.Response>().Requires(Permission.SettingsManage);
        api.MapGet("/{id:guid}", ListCadences.OneFromApi).Produces<CadenceJson>().Requires(Permission.LeadsView);
        api.MapPut("/{id:guid}", EditCadence.FromApi).Sends<CadenceJson>([.. CadenceJson.Fields, "leadsInIt", "version"]).Produces<CadenceJson>().Requires(Permission.SettingsManage);
        api.MapDelete("/{id:guid}", DeleteCadence.FromApi).Produces(204).Requires(Permission.SettingsManage);
    }
}
