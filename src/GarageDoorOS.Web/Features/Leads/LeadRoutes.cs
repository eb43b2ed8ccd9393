using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>The addresses of leads, for pages and for programs.</summary>
public static class LeadRoutes
{
    public static void AddLeads(this IServiceCollection services)
    {
        services.AddScoped<ConvertLead>();
        services.AddScoped<ConversionView>();
    }

    public static void MapLeads(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/leads");
        pages.MapGet("/{id:guid}/conversion", ConversionView.FromPage).Requires(Permission.LeadsConvert);
        pages.MapPost("/{id:guid}/conversion", ConvertLead.FromPage).Requires(Permission.LeadsConvert);

        var api = app.MapGroup("/api/leads").WithTags("Leads");
        api.MapPost("/{id:guid}/conversion", ConvertLead.FromApi).Requires(Permission.LeadsConvert);
    }
}
