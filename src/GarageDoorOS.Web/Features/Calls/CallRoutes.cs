using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>Telephone calls with leads and customers.</summary>
public static class CallRoutes
{
    public const string Log = "/calls", Panel = "/calls/panel", OwnPhone = "/account#phone";

    /// <summary>What pages listen for to draw calls again.</summary>
    public const string Changed = "calls-changed";

    public static void AddCalls(this IServiceCollection services)
    {
        services.AddScoped<CallParties>().AddScoped<CallOutcomes>().AddScoped<CallView>().AddScoped<CallSearch>().AddScoped<ShowCallPanel>().AddScoped<CallLeads>().AddScoped<MissedCalls>();
        services.AddScoped<PlaceCall>().AddScoped<WorkCall>().AddScoped<TakeCallNews>().AddScoped<EndCall>().AddScoped<PutOffCall>().AddScoped<LogCall>().AddScoped<NoteCall>().AddScoped<ListCalls>();
        services.AddScoped<TakeCall>().AddScoped<AddLeadOfCall>().AddScoped<PretendCall>();
    }

    public static void MapCalls(this IEndpointRouteBuilder app)
    {
        app.MapGet("/leads/{id:guid}/calls/new", PlaceCall.FormOfLead).Requires(Permission.LeadsUpdate);
        app.MapPost("/leads/{id:guid}/calls", PlaceCall.FromLeadPage).Requires(Permission.LeadsUpdate);
        app.MapGet("/customers/{id:guid}/calls/new", PlaceCall.FormOfCustomer).Requires(Permission.CustomersUpdate);
        app.MapPost("/customers/{id:guid}/calls", PlaceCall.FromCustomerPage).Requires(Permission.CustomersUpdate);

        var pages = app.MapGroup(Log);
        pages.MapGet("", ListCalls.FromPage).Requires(Permission.LeadsView);
        pages.MapGet("/new", NoteCall.Form).Requires(Permission.LeadsUpdate);
        pages.MapPost("", NoteCall.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapGet("/incoming/new", PretendCall.Form).Requires(Permission.LeadsUpdate);
        pages.MapPost("/incoming", PretendCall.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapPost("/{id:guid}/lead", AddLeadOfCall.FromPage).Requires(Permission.LeadsCreate);
        pages.MapGet("/panel", ShowCallPanel.FromPage).Requires(Permission.LeadsView);
        pages.MapGet("/{id:guid}/outcome", ShowCallPanel.LogForm).Requires(Permission.LeadsUpdate);
        pages.MapPost("/{id:guid}/outcome", LogCall.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapPost("/{id:guid}/later", PutOffCall.FromPage).Requires(Permission.LeadsUpdate);
        pages.MapPost("/{id:guid}/ending", EndCall.FromPage).Requires(Permission.LeadsUpdate);

        var api = app.MapGroup("/api").WithTags("Calls");
        api.MapGet("/calls", ListCalls.FromApi).Takes(CallFilter.Words).Produces<ListCalls.Response>().Requires(Permission.LeadsView);
        api.MapPost("/calls", NoteCall.FromApi).Sends<NoteCall.Body>([.. CallInput.Fields]).Produces<CallJson>(201).Requires(Permission.LeadsUpdate);
        api.MapGet("/calls/{id:guid}", ListCalls.OneFromApi).Produces<CallJson>().Requires(Permission.LeadsView);
        api.MapPut("/calls/{id:guid}/outcome", LogCall.FromApi).Sends<LogCall.Body>([.. LogCall.Fields]).Produces<CallJson>().Requires(Permission.LeadsUpdate);
        api.MapPost("/calls/incoming", TakeCall.FromApi).Sends<TakeCall.Body>([.. TakeCall.Fields]).Produces<CallJson>(201).Requires(Permission.LeadsUpdate);
        api.MapPost("/calls/{id:guid}/lead", AddLeadOfCall.FromApi).Produces<CallJson>().Requires(Permission.LeadsCreate);
        api.MapPost("/leads/{id:guid}/calls", PlaceCall.OfLeadFromApi).Sends<PlaceCall.Body>([.. PlaceCall.Fields]).Produces<PlaceCall.Response>(202).Requires(Permission.LeadsUpdate);
        api.MapPost("/customers/{id:guid}/calls", PlaceCall.OfCustomerFromApi).Sends<PlaceCall.Body>([.. PlaceCall.Fields]).Produces<PlaceCall.Response>(202).Requires(Permission.CustomersUpdate);
    }
}
