using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Work;

/// <summary>The addresses of estimates and jobs: pages under /estimates and /jobs, the same as JSON under /api.</summary>
public static class WorkRoutes
{
    public static void AddWork(this IServiceCollection services)
    {
        Add<Estimate>(services);
        Add<Job>(services);
        services.AddScoped<WorkView>().AddScoped<ChooseCustomer>().AddScoped<MakeJob>();
    }

    public static void MapWork(this IEndpointRouteBuilder app)
    {
        Map<Estimate>(app);
        Map<Job>(app);
        app.MapPost("/estimates/{id:guid}/job", MakeJob.FromPage).Requires(Permission.JobsCreate);
        app.MapPost("/api/estimates/{id:guid}/job", MakeJob.FromApi).WithTags("Estimates").Produces<WorkJson>(201).Requires(Permission.JobsCreate);
    }

    private static void Add<TWork>(IServiceCollection services) where TWork : WorkRecord, IWork<TWork> =>
        services.AddScoped<WorkSearch<TWork>>().AddScoped<ListWork<TWork>>().AddScoped<ShowWork<TWork>>().AddScoped<CreateWork<TWork>>().AddScoped<EditWork<TWork>>()
            .AddScoped<MoveWork<TWork>>().AddScoped<DeleteWork<TWork>>().AddScoped<RestoreWork<TWork>>().AddScoped<ListWorkTimeline<TWork>>();

    private static void Map<TWork>(IEndpointRouteBuilder app) where TWork : WorkRecord, IWork<TWork>
    {
        var what = TWork.Described;
        var pages = app.MapGroup(what.Path);
        pages.MapGet("", ListWork<TWork>.FromPage).Requires(what.View);
        pages.MapGet("/new", CreateWork<TWork>.Form).Requires(what.Create);
        pages.MapPost("", CreateWork<TWork>.FromPage).Requires(what.Create);
        pages.MapGet("/{id:guid}", ShowWork<TWork>.FromPage).Requires(what.View);
        pages.MapGet("/{id:guid}/edit", EditWork<TWork>.Form).Requires(what.Update);
        pages.MapPost("/{id:guid}", EditWork<TWork>.FromPage).Requires(what.Update);
        pages.MapGet("/{id:guid}/status", MoveWork<TWork>.Form).Requires(what.Update);
        pages.MapPost("/{id:guid}/status", MoveWork<TWork>.FromPage).Requires(what.Update);
        pages.MapGet("/{id:guid}/deletion", DeleteWork<TWork>.Form).Requires(what.Delete);
        pages.MapPost("/{id:guid}/deletion", DeleteWork<TWork>.FromPage).Requires(what.Delete);
        pages.MapPost("/{id:guid}/restoration", RestoreWork<TWork>.FromPage).Requires(what.Delete);

        string[] fields = [.. WorkFacts.Fields.Keys];
        var api = app.MapGroup("/api" + what.Path).WithTags(what.Title + "s");
        api.MapGet("", ListWork<TWork>.FromApi).Takes(WorkFilter<TWork>.Words).Produces<WorkPageJson>().Requires(what.View);
        api.MapPost("", CreateWork<TWork>.FromApi).Sends<WorkJson>(["customerId", "status", .. fields]).Produces<WorkJson>(201).Requires(what.Create);
        api.MapGet("/{id:guid}", ShowWork<TWork>.FromApi).Produces<WorkJson>().Requires(what.View);
        api.MapPut("/{id:guid}", EditWork<TWork>.FromApi).Sends<WorkJson>([.. fields, "version"]).Produces<WorkJson>().Requires(what.Update);
        api.MapPut("/{id:guid}/status", MoveWork<TWork>.FromApi).Sends<WorkJson>("status", "date", "version").Produces<WorkJson>().Requires(what.Update);
        api.MapDelete("/{id:guid}", DeleteWork<TWork>.FromApi).Produces(204).Requires(what.Delete);
        api.MapGet("/{id:guid}/activity", ListWorkTimeline<TWork>.FromApi).Takes(TimelinePage.Words).Produces<TimelinePage>().Requires(what.View);
        api.MapPost("/{id:guid}/restoration", RestoreWork<TWork>.FromApi).Produces<WorkJson>().Requires(what.Delete);
    }
}
