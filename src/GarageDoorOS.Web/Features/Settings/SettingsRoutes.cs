using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>The addresses of what a business sets for itself.</summary>
public static class SettingsRoutes
{
    /// <summary>What a page hears when something on it has changed.</summary>
    public const string Changed = "settings-changed";

    public static void AddSettings(this IServiceCollection services)
    {
        services.AddScoped<EditGeneral>().AddScoped<RequireSecondFactor>().AddScoped<SettleLeads>().AddScoped<PlaceLostReason>();
        services.AddScoped<ListRoles>().AddScoped<CreateRole>().AddScoped<EditRole>().AddScoped<DeleteRole>().AddScoped<ListApiKeys>().AddScoped<CreateApiKey>().AddScoped<RevokeApiKey>();
        services.AddScoped<ChoiceList<Source>, SourceList>().AddScoped<ChoiceList<LostReason>, LostReasonList>();
        services.AddScoped(typeof(ListChoices<>)).AddScoped(typeof(AddChoice<>)).AddScoped(typeof(RenameChoice<>)).AddScoped(typeof(MergeChoices<>)).AddScoped(typeof(RetireChoice<>));
    }

    public static void MapSettings(this IEndpointRouteBuilder app)
    {
        app.MapGet(SettingsPages.Root, First).OpenTo(Who.SignedIn);
        app.MapGet("/settings/general", EditGeneral.Form).Requires(Permission.SettingsManage);
        app.MapPost("/settings/general", EditGeneral.FromPage).Requires(Permission.SettingsManage);
        app.MapGet("/api/settings/general", EditGeneral.Show).Produces<GeneralJson>().Requires(Permission.SettingsManage);
        app.MapPut("/api/settings/general", EditGeneral.FromApi).Sends<GeneralJson>([.. GeneralJson.Fields, "version"]).Produces<GeneralJson>().Requires(Permission.SettingsManage);
        app.MapGet(RequireSecondFactor.Page, RequireSecondFactor.Form).Requires(Permission.SettingsManage);
        app.MapPost(RequireSecondFactor.Page, RequireSecondFactor.FromPage).Requires(Permission.SettingsManage);
        app.MapGet("/api/settings/security", RequireSecondFactor.ShowApi).Produces<RequireSecondFactor.Response>().Requires(Permission.SettingsManage);
        app.MapPut("/api/settings/security", RequireSecondFactor.FromApi).Sends<RequireSecondFactor.Body>("requiresSecondFactor").Produces<RequireSecondFactor.Response>().Requires(Permission.SettingsManage);
        app.MapRoles();
        app.MapApiKeys();
        app.MapChoices<Source>("sources");
        app.MapChoices<LostReason>("lost-reasons");
        app.MapPost("/settings/lost-reasons/{id:guid}/position", PlaceLostReason.FromPage).Requires(Permission.SettingsManage);
        app.MapPut("/api/lost-reasons/{id:guid}/position", PlaceLostReason.FromApi).Sends<PlaceLostReason.Body>("position").Produces<ChoiceJson>().Requires(Permission.SettingsManage);
    }

    private static void MapRoles(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/settings/roles");
        pages.MapGet("", ListRoles.FromPage).Requires(Permission.SettingsManage);
        pages.MapGet("/new", CreateRole.Form).Requires(Permission.SettingsManage);
        pages.MapPost("", CreateRole.FromPage).Requires(Permission.SettingsManage);
        pages.MapGet("/{id:guid}/edit", EditRole.Form).Requires(Permission.SettingsManage);
        pages.MapPost("/{id:guid}", EditRole.FromPage).Requires(Permission.SettingsManage);
        pages.MapGet("/{id:guid}/deletion", DeleteRole.Form).Requires(Permission.SettingsManage);
        pages.MapPost("/{id:guid}/deletion", DeleteRole.FromPage).Requires(Permission.SettingsManage);

        var api = app.MapGroup("/api/roles");
        api.MapGet("", ListRoles.FromApi).Produces<ListRoles.Response>().Requires(Permission.SettingsManage);
        api.MapPost("", CreateRole.FromApi).Sends<RoleJson>(RoleJson.Fields).Produces<RoleJson>(201).Requires(Permission.SettingsManage);
        api.MapGet("/{id:guid}", ListRoles.OneFromApi).Produces<RoleJson>().Requires(Permission.SettingsManage);
        api.MapPut("/{id:guid}", EditRole.FromApi).Sends<RoleJson>([.. RoleJson.Fields, "version"]).Produces<RoleJson>().Requires(Permission.SettingsManage);
        api.MapDelete("/{id:guid}", DeleteRole.FromApi).Produces(204).Requires(Permission.SettingsManage);
    }

    private static void MapApiKeys(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/settings/api-keys");
        pages.MapGet("", ListApiKeys.FromPage).Requires(Permission.SettingsManage);
        pages.MapGet("/new", CreateApiKey.Form).Requires(Permission.SettingsManage);
        pages.MapPost("", CreateApiKey.FromPage).Requires(Permission.SettingsManage);
        pages.MapGet("/{id:guid}/revocation", RevokeApiKey.Form).Requires(Permission.SettingsManage);
        pages.MapPost("/{id:guid}/revocation", RevokeApiKey.FromPage).Requires(Permission.SettingsManage);

        var api = app.MapGroup("/api/api-keys");
        api.MapGet("", ListApiKeys.FromApi).Produces<ListApiKeys.Response>().Requires(Permission.SettingsManage);
        api.MapPost("", CreateApiKey.FromApi).WithMetadata(new AnswersSecret()).Sends<ApiKeyJson>("name", "role").Produces<CreateApiKey.Response>(201).Requires(Permission.SettingsManage);
        api.MapPost("/{id:guid}/revocation", RevokeApiKey.FromApi).Produces<ApiKeyJson>().Requires(Permission.SettingsManage);
    }

    private static void MapChoices<TChoice>(this IEndpointRouteBuilder app, string name) where TChoice : Choice
    {
        var pages = app.MapGroup($"/settings/{name}");
        pages.MapGet("", ListChoices<TChoice>.FromPage).Requires(Permission.SettingsManage);
        pages.MapGet("/new", AddChoice<TChoice>.Form).Requires(Permission.SettingsManage);
        pages.MapPost("", AddChoice<TChoice>.FromPage).Requires(Permission.SettingsManage);
        pages.MapGet("/{id:guid}/edit", RenameChoice<TChoice>.Form).Requires(Permission.SettingsManage);
        pages.MapPost("/{id:guid}", RenameChoice<TChoice>.FromPage).Requires(Permission.SettingsManage);
        pages.MapGet("/{id:guid}/merge", MergeChoices<TChoice>.Form).Requires(Permission.SettingsManage);
        pages.MapPost("/{id:guid}/merges", MergeChoices<TChoice>.FromPage).Requires(Permission.SettingsManage);
        pages.MapPost("/{id:guid}/retirement", RetireChoice<TChoice>.FromPage).Requires(Permission.SettingsManage);
        pages.MapPost("/{id:guid}/restoration", RetireChoice<TChoice>.BackFromPage).Requires(Permission.SettingsManage);

        var api = app.MapGroup($"/api/{name}");
        api.MapGet("", ListChoices<TChoice>.FromApi).Produces<ListChoices<TChoice>.Response>().Requires(Permission.SettingsManage);
        api.MapPost("", AddChoice<TChoice>.FromApi).Sends<ChoiceJson>("name").Produces<ChoiceJson>(201).Requires(Permission.SettingsManage);
        api.MapGet("/{id:guid}", ListChoices<TChoice>.OneFromApi).Produces<ChoiceJson>().Requires(Permission.SettingsManage);
        api.MapPut("/{id:guid}", RenameChoice<TChoice>.FromApi).Sends<ChoiceJson>("name", "version").Produces<ChoiceJson>().Requires(Permission.SettingsManage);
        api.MapPost("/{id:guid}/merges", MergeChoices<TChoice>.FromApi).Sends<MergeChoices<TChoice>.Body>("otherId").Produces<ChoiceJson>().Requires(Permission.SettingsManage);
        api.MapPost("/{id:guid}/retirement", RetireChoice<TChoice>.FromApi).Produces<ChoiceJson>().Requires(Permission.SettingsManage);
        api.MapPost("/{id:guid}/restoration", RetireChoice<TChoice>.BackFromApi).Produces<ChoiceJson>().Requires(Permission.SettingsManage);
    }

    /// <summary>The first page that this person may open.</summary>
    private static IResult First(CurrentUser user) =>
        user.HasBusiness && SettingsPages.FirstFor(user.Role) is { } page
            ? Results.Redirect(page.Path)
            : new Problem.Forbidden("Settings are for the owner and admins of your business.").ToPage();
}
