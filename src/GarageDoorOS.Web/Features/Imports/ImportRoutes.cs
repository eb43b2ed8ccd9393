using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>The addresses of lists that are brought in.</summary>
public static class ImportRoutes
{
    public static void AddImports(this IServiceCollection services)
    {
        services.AddScoped<UploadImport>().AddScoped<ListImports>().AddScoped<ShowImport>().AddScoped<ShowImportErrors>().AddScoped<StartImport>().AddScoped<UndoImport>();
        services.AddScoped<PreviewImport>().AddScoped<PreviewRows>().AddScoped<SaveMapping>().AddScoped<ListMappings>().AddScoped<DeleteMapping>();
        services.AddScoped<WaitingImports>().AddScoped<RunImport>().AddScoped<TakeBackImport>().AddScoped<ExpireImports>();
        services.AddSingleton<ImportBell>();
    }

    public static void MapImports(this IEndpointRouteBuilder app)
    {
        // Whether the rows are leads or customers stands in the list: who may not bring customers is refused there.
        var pages = app.MapGroup("/imports");
        pages.MapGet("", ListImports.FromPage).Requires(Permission.LeadsCreate);
        pages.MapPost("", UploadImport.FromPage).TakesFile().Requires(Permission.LeadsCreate);
        pages.MapGet("/{id:guid}", ShowImport.FromPage).Requires(Permission.LeadsCreate);
        pages.MapPost("/{id:guid}/start", StartImport.FromPage).Requires(Permission.LeadsCreate);
        pages.MapPost("/{id:guid}/mappings", SaveMapping.FromPage).Requires(Permission.LeadsCreate);
        pages.MapPost("/{id:guid}/mappings/{mappingId:guid}/removal", DeleteMapping.FromPage).Requires(Permission.LeadsCreate);
        pages.MapGet("/{id:guid}/undoing", UndoImport.Form).Requires(Permission.LeadsCreate).Requires(Permission.LeadsDelete);
        pages.MapPost("/{id:guid}/undoing", UndoImport.FromPage).Requires(Permission.LeadsCreate).Requires(Permission.LeadsDelete);
        pages.MapGet("/{id:guid}/errors", ShowImportErrors.FromPage).Requires(Permission.LeadsCreate);

        var api = app.MapGroup("/api/imports").WithTags("Imports");
        api.MapPost("", UploadImport.FromApi).TakesFile().SendsForm(UploadImport.Parts).Produces<UploadImport.Response>(202).Requires(Permission.LeadsCreate);
        api.MapGet("/{id:guid}", ShowImport.FromApi).Produces<ShowImport.Row>().Requires(Permission.LeadsCreate);
        api.MapPost("/{id:guid}/undoing", UndoImport.FromApi).Produces<ShowImport.Row>(202).Requires(Permission.LeadsCreate).Requires(Permission.LeadsDelete);
        api.MapGet("/{id:guid}/errors", ShowImportErrors.FromApi).Produces<string>(200, "text/csv").Requires(Permission.LeadsCreate);
        api.MapGet("/mappings", ListMappings.FromApi).Takes(ListMappings.Words).Produces<ListMappings.Response>().Requires(Permission.LeadsCreate);
        api.MapPost("/mappings", SaveMapping.FromApi).Sends<SaveMapping.Response>("of", "name", "columns").Produces<SaveMapping.Response>(201).Requires(Permission.LeadsCreate);
        api.MapDelete("/mappings/{id:guid}", DeleteMapping.FromApi).Produces(204).Requires(Permission.LeadsCreate);
    }
}
