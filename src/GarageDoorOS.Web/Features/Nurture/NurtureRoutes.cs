using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>The addresses of lead nurturing. While a business has it off, all of them answer 409 <c>integration_disabled</c>.</summary>
public static class NurtureRoutes
{
    public static void AddNurture(this IServiceCollection services)
    {
        services.AddScoped<Tasks>().AddScoped<TaskForms>().AddScoped<CompleteTask>().AddScoped<SkipTask>().AddScoped<SnoozeTask>().AddScoped<ReopenTask>().AddScoped<ListTasks>();
        services.AddScoped<StartCadence>().AddScoped<EndEnrolment>().AddScoped<ListEnrolments>().AddScoped<BeginCadences>().AddScoped<SettleCadences>().AddScoped<AutomaticSteps>().AddScoped<CloseQuietLeads>().AddScoped<SendSteps>().AddScoped<StepTexts>().AddScoped<SendTask>();
        services.AddCadences();
    }

    public static void MapNurture(this IEndpointRouteBuilder app)
    {
        app.MapCadences();
        MapPages(app.MapGroup("").AddEndpointFilter<NurtureGate>());
        MapApi(app.MapGroup("/api").WithTags("Nurture").AddEndpointFilter<NurtureGate>());
    }

    private static void MapPages(RouteGroupBuilder pages)
    {
        pages.MapGet("/leads/{id:guid}/tasks/new", PlanTask.Form).Requires(Permission.LeadsUpdate);
        pages.MapPost("/leads/{id:guid}/tasks", PlanTask.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapGet("/tasks/{id:guid}/edit", EditTask.Form).Requires(Permission.LeadsUpdate);
        pages.MapPost("/tasks/{id:guid}", EditTask.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapGet("/tasks/{id:guid}/completion", CompleteTask.Form).Requires(Permission.LeadsUpdate);
        pages.MapPost("/tasks/{id:guid}/completion", CompleteTask.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapGet("/leads/{id:guid}/next-task/completion", CompleteTask.NextForm).Requires(Permission.LeadsUpdate);
        pages.MapGet("/tasks/{id:guid}/message", SendTask.Form).Requires(Permission.LeadsUpdate);
        pages.MapPost("/tasks/{id:guid}/message", SendTask.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapGet("/tasks/{id:guid}/skipping", SkipTask.Form).Requires(Permission.LeadsUpdate);
        pages.MapPost("/tasks/{id:guid}/skipping", SkipTask.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapPost("/tasks/{id:guid}/snoozing", SnoozeTask.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapPost("/tasks/{id:guid}/reopening", ReopenTask.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapGet("/leads/{id:guid}/enrolments/new", StartCadence.Form).Requires(Permission.LeadsUpdate);
        pages.MapPost("/leads/{id:guid}/enrolments", StartCadence.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapPost("/enrolments/{id:guid}/ending", EndEnrolment.FromPage).Requires(Permission.LeadsUpdate);
    }

    private static void MapApi(RouteGroupBuilder api)
    {
        api.MapGet("/nurture/tasks", ListTasks.FromApi).Takes(ListTasks.Words).Produces<ListTasks.Response>().Requires(Permission.LeadsView);
        api.MapGet("/leads/{id:guid}/tasks", ListTasks.OfLeadFromApi).Produces<ListTasks.OfLead>().Requires(Permission.LeadsView);
        api.MapPost("/leads/{id:guid}/tasks", PlanTask.FromApi).Sends<TaskJson>([.. TaskJson.Fields]).Produces<TaskJson>(201).Requires(Permission.LeadsUpdate);
        api.MapGet("/tasks/{id:guid}", EditTask.Show).Produces<TaskJson>().Requires(Permission.LeadsView);
        api.MapPut("/tasks/{id:guid}", EditTask.FromApi).Sends<TaskJson>([.. TaskJson.Fields, "version"]).Produces<TaskJson>().Requires(Permission.LeadsUpdate);
        api.MapPut("/tasks/{id:guid}/completion", CompleteTask.FromApi).Sends<CompleteTask.Body>("outcome", "note").Produces<TaskJson>().Requires(Permission.LeadsUpdate);
        api.MapPost("/tasks/{id:guid}/message", SendTask.FromApi).Sends<SendTask.Body>("address", "subject", "text").Produces<TaskJson>().Requires(Permission.LeadsUpdate);
        api.MapPut("/tasks/{id:guid}/skipping", SkipTask.FromApi).Sends<SkipTask.Body>("reason").Produces<TaskJson>().Requires(Permission.LeadsUpdate);
        api.MapPut("/tasks/{id:guid}/snoozing", SnoozeTask.FromApi).Sends<SnoozeTask.Body>("to").Produces<TaskJson>().Requires(Permission.LeadsUpdate);
        api.MapGet("/leads/{id:guid}/enrolments", ListEnrolments.FromApi).Produces<ListEnrolments.Response>().Requires(Permission.LeadsView);
        api.MapPost("/leads/{id:guid}/enrolments", StartCadence.FromApi).Sends<StartCadence.Body>("cadenceId").Produces<EnrolmentJson>(201).Requires(Permission.LeadsUpdate);
        api.MapPut("/enrolments/{id:guid}/ending", EndEnrolment.FromApi).Produces<EnrolmentJson>().Requires(Permission.LeadsUpdate);
        api.MapPost("/tasks/{id:guid}/reopening", ReopenTask.FromApi).Produces<TaskJson>().Requires(Permission.LeadsUpdate);
    }
}
