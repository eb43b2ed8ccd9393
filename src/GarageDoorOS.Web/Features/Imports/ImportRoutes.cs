using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>The addresses of lists that are brought in.</summary>
public static class ImportRoutes
{
    public static void AddImports(this IServiceCollection services)
    {
        services.AddScoped<UploadImport>();
        services.AddScoped<ListImports>();
        services.AddScoped<ShowImport>();
        services.AddScoped<ShowImportErrors>();
        services.AddScoped<StartImport>();
        services.AddScoped<WaitingImports>();
        services.AddScoped<RunImport>();
        services.AddScoped<ExpireImports>();
        services.AddSingleton<ImportBell>();
    }

    public static void MapImports(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/leads/import");
        pages.MapGet("", ListImports.FromPage).Requires(Permission.LeadsCreate);
        pages.MapPost("", UploadImport.FromPage).TakesFile().Requires(Permission.LeadsCreate);
        pages.MapGet("/{id:guid}", ShowImport.FromPage).Requires(Permission.LeadsCreate);
        pages.MapPost("/{id:guid}/start", StartImport.FromPage).Requires(Permission.LeadsCreate);
        pages.MapGet("/{id:guid}/errors", ShowImportErrors.FromPage).Requires(Permission.LeadsCreate);

        var api = app.MapGroup("/api/imports").WithTags("Imports");
        api.MapPost("", UploadImport.FromApi).TakesFile().SendsForm(UploadImport.Parts).Produces<UploadImport.Response>(202).Requires(Permission.LeadsCreate);
        api.MapGet("/{id:guid}", ShowImport.FromApi).Produces<ShowImport.Row>().Requires(Permission.LeadsCreate);
        api.MapGet("/{id:guid}/errors", ShowImportErrors.FromApi).Produces<string>(200, "text/csv").Requires(Permission.LeadsCreate);
    }
}
