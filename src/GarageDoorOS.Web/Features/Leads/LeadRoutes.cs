using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Queries;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>The addresses of leads, for pages and for programs.</summary>
public static class LeadRoutes
{
    public static void AddLeads(this IServiceCollection services)
    {
        services.AddScoped<LeadSearch>();
        services.AddScoped<LeadCounting>();
        services.AddScoped<LeadsView>();
        services.AddScoped<ListLeads>();
        services.AddScoped<SummariseLeads>();
        services.AddScoped<ConvertLead>();
        services.AddScoped<ConversionView>();
    }

    public static void MapLeads(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/leads");
        pages.MapGet("/", ListLeads.FromPage).Requires(Permission.LeadsView);
        pages.MapGet("/summary", SummariseLeads.FromPage).Requires(Permission.LeadsView);
        pages.MapGet("/{id:guid}/conversion", ConversionView.FromPage).Requires(Permission.LeadsConvert);
        pages.MapPost("/{id:guid}/conversion", ConvertLead.FromPage).Requires(Permission.LeadsConvert);

        var api = app.MapGroup("/api/leads").WithTags("Leads");
        api.MapGet("/", ListLeads.FromApi).Requires(Permission.LeadsView);
        api.MapGet("/summary", SummariseLeads.FromApi).Requires(Permission.LeadsView);
        api.MapPost("/{id:guid}/conversion", ConvertLead.FromApi).Requires(Permission.LeadsConvert);
    }
}
