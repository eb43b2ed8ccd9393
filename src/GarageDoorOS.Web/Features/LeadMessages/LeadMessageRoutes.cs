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
        services.AddScoped<LeadWays>().AddScoped<SendLeadMessages>().AddScoped<TakeInbound>().AddScoped<TakeDelivery>().AddScoped<Unsubscribe>().AddScoped<ListLeadMessages>().AddScoped<WriteToLead>();
    }

    public static void MapLeadMessages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/leads/{id:guid}/messages/new", WriteToLead.Form).Requires(Permission.LeadsUpdate);
        app.MapPost("/leads/{id:guid}/messages", WriteToLead.FromPage).Requires(Permission.LeadsUpdate);

        app.MapGet(UnsubscribeLinks.Path + "/{token}", Unsubscribe.Form).RequireRateLimiting(Rates.Hooks).OpenTo(Who.Everyone);
        app.MapPost(UnsubscribeLinks.Path + "/{token}", Unsubscribe.FromPage).RequireRateLimiting(Rates.Hooks).WithMetadata(new SignedOutside()).OpenTo(Who.Everyone);

        var api = app.MapGroup("/api/leads/{id:guid}/messages").WithTags("Messages");
        api.MapGet("", ListLeadMessages.FromApi).Produces<ListLeadMessages.Response>().Requires(Permission.LeadsView);
        api.MapPost("", WriteToLead.FromApi).Sends<WriteToLead.Body>("channel", "address", "subject", "text").Produces<LeadMessageJson>(201).Requires(Permission.LeadsUpdate);
    }
}
