using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>The addresses of leads: pages under /leads, the same for programs under /api/leads.</summary>
public static class LeadRoutes
{
    public static void AddLeads(this IServiceCollection services)
    {
        services.AddScoped<LeadSearch>().AddScoped<LeadCounting>().AddScoped<LeadsView>().AddScoped<ListLeads>().AddScoped<SummariseLeads>().AddScoped<ExportLeads>();
        services.AddScoped<LeadColumns>().AddScoped<ShowBoard>();
        services.AddScoped<CreateLead>().AddScoped<ShowLead>().AddScoped<EditLead>().AddScoped<AssignLead>().AddScoped<ChangeStatus>();
        services.AddScoped<DeleteLead>().AddScoped<RestoreLead>().AddScoped<ListTimeline>();
        services.AddScoped<LeadLookups>().AddScoped<LeadChoices>().AddScoped<LeadDrafts>().AddScoped<LeadFacets>().AddScoped<ShowChoices>();
        services.AddScoped<ConvertLead>().AddScoped<ConversionView>();
    }

    public static void MapLeads(this IEndpointRouteBuilder app)
    {
        MapPages(app.MapGroup("/leads"));
        MapApi(app.MapGroup("/api/leads").WithTags("Leads"));
    }

    private static void MapPages(RouteGroupBuilder pages)
    {
        pages.MapGet("/", ListLeads.FromPage).Requires(Permission.LeadsView);
        pages.MapGet("/board", ShowBoard.FromPage).Requires(Permission.LeadsView);
        pages.MapGet("/summary", SummariseLeads.FromPage).Requires(Permission.LeadsView);
        pages.MapGet("/export", ExportLeads.FromPage).Requires(Permission.LeadsView).Requires(Permission.LeadsExport);
        pages.MapGet("/new", CreateLead.Form).Requires(Permission.LeadsCreate);
        pages.MapPost("/", CreateLead.FromPage).Requires(Permission.LeadsCreate);
        pages.MapGet("/{id:guid}", ShowLead.FromPage).Requires(Permission.LeadsView);
        pages.MapGet("/{id:guid}/edit", EditLead.Form).Requires(Permission.LeadsUpdate);
        pages.MapPost("/{id:guid}", EditLead.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapGet("/{id:guid}/assignment", AssignLead.Form).Requires(Permission.LeadsAssign);
        pages.MapPost("/{id:guid}/assignment", AssignLead.FromPage).Requires(Permission.LeadsAssign);
        pages.MapGet("/{id:guid}/status", ChangeStatus.Form).Requires(Permission.LeadsUpdate);
        pages.MapPost("/{id:guid}/status", ChangeStatus.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapGet("/{id:guid}/deletion", DeleteLead.Form).Requires(Permission.LeadsDelete);
        pages.MapPost("/{id:guid}/deletion", DeleteLead.FromPage).Requires(Permission.LeadsDelete);
        pages.MapPost("/{id:guid}/restoration", RestoreLead.FromPage).Requires(Permission.LeadsDelete);
        pages.MapGet("/{id:guid}/conversion", ConversionView.FromPage).Requires(Permission.LeadsConvert);
        pages.MapPost("/{id:guid}/conversion", ConvertLead.FromPage).Requires(Permission.LeadsConvert);
    }

    private static void MapApi(RouteGroupBuilder api)
    {
        api.MapGet("/", ListLeads.FromApi).Takes(LeadFilter.Words).Produces<ListLeads.Response>().Requires(Permission.LeadsView);
        api.MapGet("/board", ShowBoard.FromApi).Takes(LeadFilter.Words).Produces<ShowBoard.Response>().Requires(Permission.LeadsView);
        api.MapGet("/summary", SummariseLeads.FromApi).Takes(LeadFilter.Words).Produces<SummariseLeads.Response>().Requires(Permission.LeadsView);
        api.MapGet("/export", ExportLeads.FromApi).Takes(LeadFilter.Words).Produces<string>(200, "text/csv").Requires(Permission.LeadsView).Requires(Permission.LeadsExport);
        api.MapGet("/choices", ShowChoices.FromApi).Produces<ShowChoices.Response>().Requires(Permission.LeadsView);
        api.MapPost("/", CreateLead.FromApi).Sends<LeadJson>([.. LeadInput.Fields, LeadFields.ImportedOwner, LeadFields.ImportedStatus]).Produces<LeadJson>(201).Requires(Permission.LeadsCreate);
        api.MapGet("/{id:guid}", ShowLead.FromApi).Produces<LeadJson>().Requires(Permission.LeadsView);
        api.MapPut("/{id:guid}", EditLead.FromApi).Sends<LeadJson>([.. LeadInput.Fields, "version"]).Produces<LeadJson>().Requires(Permission.LeadsUpdate);
        api.MapDelete("/{id:guid}", DeleteLead.FromApi).Produces(204).Requires(Permission.LeadsDelete);
        api.MapPut("/{id:guid}/assignment", AssignLead.FromApi).Sends<LeadJson>(LeadFields.AssigneeId, "version").Produces<LeadJson>().Requires(Permission.LeadsAssign);
        api.MapPut("/{id:guid}/status", ChangeStatus.FromApi).Sends<LeadJson>(LeadFields.Status, LeadFields.LostReason, "version").Produces<LeadJson>().Requires(Permission.LeadsUpdate);
        api.MapPost("/{id:guid}/restoration", RestoreLead.FromApi).Produces<LeadJson>().Requires(Permission.LeadsDelete);
        api.MapGet("/{id:guid}/activity", ListTimeline.FromApi).Takes(TimelinePage.Words).Produces<TimelinePage>().Requires(Permission.LeadsView);
        api.MapPost("/{id:guid}/conversion", ConvertLead.FromApi).Sends<ConvertLead.Request>("type", "linkToCustomerId", "createAnyway", "reason", "draftEstimate", "unscheduledJob").Produces<ConvertLead.Response>(201).Requires(Permission.LeadsConvert);
    }
}
