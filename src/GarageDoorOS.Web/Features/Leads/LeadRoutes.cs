using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Audit;
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
        services.AddScoped<LeadColumns>().AddScoped<ShowBoard>().AddScoped<ShowNurture>();
        services.AddScoped<CreateLead>().AddScoped<ShowLead>().AddScoped<EditLead>().AddScoped<AssignLead>().AddScoped<ChangeStatus>();
        services.AddScoped<DeleteLead>().AddScoped<RestoreLead>().AddScoped<ListTimeline>();
        services.AddScoped<LeadLookups>().AddScoped<LeadChoices>().AddScoped<LeadDrafts>().AddScoped<LeadFacets>().AddScoped<ShowChoices>();
        services.AddScoped<ConvertLead>().AddScoped<ConversionView>();
        services.AddScoped<ManyLeads>().AddScoped<CountChosen>().AddScoped<AssignLeads>().AddScoped<ChangeStatuses>().AddScoped<DeleteLeads>().AddScoped<StartCadences>().AddScoped<UndoBulk>();
        services.AddScoped<ChooseLook>().AddScoped<ShowLook>();
        services.AddScoped<ViewRules>().AddScoped<ListViews>().AddScoped<SaveView>().AddScoped<EditView>().AddScoped<DeleteView>();
    }

    public static void MapLeads(this IEndpointRouteBuilder app)
    {
        MapPages(app.MapGroup("/leads"));
        MapApi(app.MapGroup("/api/leads").WithTags("Leads"));
        MapBulk(app);
        MapViews(app.MapGroup("/leads/views"), app.MapGroup("/api/views").WithTags("Leads"));
    }

    private static void MapPages(RouteGroupBuilder pages)
    {
        pages.MapGet("/", ListLeads.FromPage).Requires(Permission.LeadsView);
        pages.MapGet("/board", ShowBoard.FromPage).Requires(Permission.LeadsView);
        pages.MapGet("/summary", SummariseLeads.FromPage).Requires(Permission.LeadsView);
        pages.MapGet("/export", ExportLeads.FromPage).Audits(AuditActions.Exported, AuditSubject.Leads).Requires(Permission.LeadsView).Requires(Permission.LeadsExport);
        pages.MapGet("/export.xlsx", ExportLeads.WorkbookFromPage).Audits(AuditActions.Exported, AuditSubject.Leads).Requires(Permission.LeadsView).Requires(Permission.LeadsExport);
        pages.MapPost("/look", ChooseLook.FromPage).Requires(Permission.LeadsView);
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
        api.AddEndpointFilter<TaskWordGate>();
        api.MapGet("/", ListLeads.FromApi).Takes(LeadFilter.Words).Produces<ListLeads.Response>().Requires(Permission.LeadsView);
        api.MapGet("/board", ShowBoard.FromApi).Takes(LeadFilter.Words).Produces<ShowBoard.Response>().Requires(Permission.LeadsView);
        api.MapGet("/summary", SummariseLeads.FromApi).Takes(LeadFilter.Words).Produces<SummariseLeads.Response>().Requires(Permission.LeadsView);
        api.MapGet("/export", ExportLeads.FromApi).Audits(AuditActions.Exported, AuditSubject.Leads).Takes(LeadFilter.Words).Produces<string>(200, "text/csv").Requires(Permission.LeadsView).Requires(Permission.LeadsExport);
        api.MapGet("/export.xlsx", ExportLeads.WorkbookFromApi).Audits(AuditActions.Exported, AuditSubject.Leads).Takes(LeadFilter.Words).Produces<byte[]>(200, Workbook.Type).Requires(Permission.LeadsView).Requires(Permission.LeadsExport);
        api.MapGet("/choices", ShowChoices.FromApi).Produces<ShowChoices.Response>().Requires(Permission.LeadsView);
        api.MapGet("/look", ShowLook.FromApi).Produces<ChooseLook.Response>().Requires(Permission.LeadsView);
        api.MapPut("/look", ChooseLook.FromApi).Sends<ChooseLook.Response>("density", "hidden").Produces<ChooseLook.Response>().Requires(Permission.LeadsView);
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

    private static void MapBulk(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/leads/bulk");
        pages.MapGet("/", CountChosen.FromPage).Requires(Permission.LeadsView);
        pages.MapPost("/assignment", AssignLeads.FromPage).Requires(Permission.LeadsAssign);
        pages.MapPost("/status", ChangeStatuses.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapPost("/deletion", DeleteLeads.FromPage).Requires(Permission.LeadsDelete);
        pages.MapPost("/enrolments", StartCadences.FromPage).AddEndpointFilter<NurtureGate>().Requires(Permission.LeadsUpdate);
        pages.MapPost("/{id:guid}/undoing", UndoBulk.FromPage).Requires(Permission.LeadsView);

        var api = app.MapGroup("/api/leads/bulk").WithTags("Leads");
        api.MapGet("/", CountChosen.FromApi).Takes(LeadFilter.Words).Produces<CountChosen.Response>().Requires(Permission.LeadsView);
        api.MapPost("/assignment", AssignLeads.FromApi).Sends<BulkBody>([.. ChosenLeads.Fields, LeadFields.AssigneeId]).Produces<BulkResult>().Requires(Permission.LeadsAssign);
        api.MapPost("/status", ChangeStatuses.FromApi).Sends<BulkBody>([.. ChosenLeads.Fields, LeadFields.Status, LeadFields.LostReason]).Produces<BulkResult>().Requires(Permission.LeadsUpdate);
        api.MapPost("/deletion", DeleteLeads.FromApi).Sends<BulkBody>(ChosenLeads.Fields).Produces<BulkResult>().Requires(Permission.LeadsDelete);
        api.MapPost("/enrolments", StartCadences.FromApi).AddEndpointFilter<NurtureGate>().Sends<BulkBody>([.. ChosenLeads.Fields, "cadenceId"]).Produces<BulkResult>().Requires(Permission.LeadsUpdate);
        api.MapPost("/{id:guid}/undoing", UndoBulk.FromApi).Produces<BulkResult>().Requires(Permission.LeadsView);
    }

    private static void MapViews(RouteGroupBuilder pages, RouteGroupBuilder api)
    {
        pages.MapGet("/", ListViews.FromPage).Requires(Permission.LeadsView);
        pages.MapGet("/new", SaveView.Form).Requires(Permission.LeadsView);
        pages.MapPost("/", SaveView.FromPage).Requires(Permission.LeadsView);
        pages.MapGet("/{id:guid}", EditView.Form).Requires(Permission.LeadsView);
        pages.MapPost("/{id:guid}", EditView.FromPage).Requires(Permission.LeadsView);
        pages.MapPost("/{id:guid}/removal", DeleteView.FromPage).Requires(Permission.LeadsView);

        api.MapGet("/", ListViews.FromApi).Produces<ListViews.Response>().Requires(Permission.LeadsView);
        api.MapPost("/", SaveView.FromApi).Sends<ViewJson>(ViewInput.Fields).Produces<ViewJson>(201).Requires(Permission.LeadsView);
        api.MapPut("/{id:guid}", EditView.FromApi).Sends<ViewJson>([.. ViewInput.Fields, "version"]).Produces<ViewJson>().Requires(Permission.LeadsView);
        api.MapDelete("/{id:guid}", DeleteView.FromApi).Produces(204).Requires(Permission.LeadsView);
    }
}
