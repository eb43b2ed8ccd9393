using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.ConsentEntries;

/// <summary>The addresses of what leads and customers agreed to, and what they want no more.</summary>
public static class ConsentRoutes
{
    public static void AddConsents(this IServiceCollection services) => services.AddScoped<ConsentOwners>().AddScoped<RecordConsent>().AddScoped<ListConsents>();

    public static void MapConsents(this IEndpointRouteBuilder app)
    {
        var leads = app.MapGroup("/leads/{id:guid}/consents");
        leads.MapGet("/new", RecordConsent.FormOfLead).Requires(Permission.LeadsUpdate);
        leads.MapPost("", RecordConsent.FromLeadPage).Requires(Permission.LeadsUpdate);
        var customers = app.MapGroup("/customers/{id:guid}/consents");
        customers.MapGet("/new", RecordConsent.FormOfCustomer).Requires(Permission.CustomersUpdate);
        customers.MapPost("", RecordConsent.FromCustomerPage).Requires(Permission.CustomersUpdate);

        var api = app.MapGroup("/api").WithTags("Consents");
        api.MapGet("/consents", ListConsents.OfAddressFromApi).Takes(ListConsents.Words).Produces<ListConsents.Response>().Requires(Permission.LeadsView);
        api.MapGet("/leads/{id:guid}/consents", ListConsents.OfLeadFromApi).Produces<ListConsents.Response>().Requires(Permission.LeadsView);
        api.MapPost("/leads/{id:guid}/consents", RecordConsent.OfLeadFromApi).Sends<RecordConsent.Body>(RecordConsent.Fields).Produces<ConsentJson>(201).Requires(Permission.LeadsUpdate);
        api.MapGet("/customers/{id:guid}/consents", ListConsents.OfCustomerFromApi).Produces<ListConsents.Response>().Requires(Permission.CustomersView);
        api.MapPost("/customers/{id:guid}/consents", RecordConsent.OfCustomerFromApi).Sends<RecordConsent.Body>(RecordConsent.Fields).Produces<ConsentJson>(201).Requires(Permission.CustomersUpdate);
    }
}
