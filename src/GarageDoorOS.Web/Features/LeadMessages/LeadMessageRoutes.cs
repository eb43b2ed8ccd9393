using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>What is written to leads and what comes back.</summary>
public static class LeadMessageRoutes
{
    public static void AddLeadMessages(this IServiceCollection services)
    {
        services.AddSingleton<SendingRests>().AddSingleton<UnsubscribeLinks>();
        services.AddScoped<LeadWays>().AddScoped<SendLeadMessages>().AddScoped<TakeDelivery>().AddScoped<ListLeadMessages>().AddScoped<WriteToLead>();
    }

    public static void MapLeadMessages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/leads/{id:guid}/messages/new", WriteToLead.Form).Requires(Permission.LeadsUpdate);
        app.MapPost("/leads/{id:guid}/messages", WriteToLead.FromPage).Requires(Permission.LeadsUpdate);

        var api = app.MapGroup("/api/leads/{id:guid}/messages").WithTags("Messages");
        api.MapGet("", ListLeadMessages.FromApi).Produces<ListLeadMessages.Response>().Requires(Permission.LeadsView);
        api.MapPost("", WriteToLead.FromApi).Sends<WriteToLead.Body>("channel", "address", "subject", "text").Produces<LeadMessageJson>(201).Requires(Permission.LeadsUpdate);
    }
}
