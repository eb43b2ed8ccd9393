namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>What is written to leads and what they answer.</summary>
public static class LeadMessageRoutes
{
    public static void AddLeadMessages(this IServiceCollection services) => services.AddScoped<TakeInbound>().AddScoped<TakeDelivery>();
}
