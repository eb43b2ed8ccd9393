using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>The addresses of customers: pages under /customers, the same as JSON under /api/customers.</summary>
public static class CustomerRoutes
{
    public static void AddCustomers(this IServiceCollection services)
    {
        services.AddScoped<ListCustomers>().AddScoped<SummariseCustomers>().AddScoped<ShowCustomer>().AddScoped<CreateCustomer>().AddScoped<EditCustomer>().AddScoped<DeleteCustomer>().AddScoped<RestoreCustomer>();
        services.AddScoped<CustomerSearch>().AddScoped<CustomerPast>().AddScoped<CustomersView>().AddScoped<ListCustomerTimeline>();
        services.AddScoped<MergeCustomers>().AddScoped<UnmergeCustomers>().AddScoped<MergeView>();
    }

    public static void MapCustomers(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/customers");
        pages.MapGet("", ListCustomers.FromPage).Requires(Permission.CustomersView);
        pages.MapGet("/summary", SummariseCustomers.FromPage).Requires(Permission.CustomersView);
        pages.MapGet("/create", CreateCustomer.Form).Requires(Permission.CustomersCreate);
        pages.MapPost("", CreateCustomer.FromPage).Requires(Permission.CustomersCreate);
        pages.MapGet("/{id:guid}", ShowCustomer.FromPage).Requires(Permission.CustomersView);
        pages.MapGet("/edit/{id:guid}", EditCustomer.Form).Requires(Permission.CustomersUpdate);
        pages.MapPost("/{id:guid}", EditCustomer.FromPage).Requires(Permission.CustomersUpdate);
        pages.MapGet("/{id:guid}/deletion", DeleteCustomer.Form).Requires(Permission.CustomersDelete);
        pages.MapPost("/{id:guid}/deletion", DeleteCustomer.FromPage).Requires(Permission.CustomersDelete);
        pages.MapPost("/{id:guid}/restoration", RestoreCustomer.FromPage).Requires(Permission.CustomersDelete);
        // Both rights: what is merged changes, and what it was merged from goes.
        pages.MapGet("/{id:guid}/merges/new", MergeView.FromPage).Requires(Permission.CustomersUpdate).Requires(Permission.CustomersDelete);
        pages.MapPost("/{id:guid}/merges", MergeCustomers.FromPage).Requires(Permission.CustomersUpdate).Requires(Permission.CustomersDelete);
        pages.MapPost("/{id:guid}/merges/{mergeId:guid}/undoing", UnmergeCustomers.FromPage).Requires(Permission.CustomersUpdate).Requires(Permission.CustomersDelete);

        var api = app.MapGroup("/api/customers").WithTags("Customers");
        api.MapGet("", ListCustomers.FromApi).Takes(CustomerFilter.Words).Produces<ListCustomers.Response>().Requires(Permission.CustomersView);
        api.MapGet("/summary", SummariseCustomers.FromApi).Takes(CustomerFilter.Words).Produces<SummariseCustomers.Response>().Requires(Permission.CustomersView);
        api.MapPost("", CreateCustomer.FromApi).Sends<CustomerJson>(CustomerFacts.Fields.Keys).Produces<CustomerJson>(201).Requires(Permission.CustomersCreate);
        api.MapGet("/{id:guid}", ShowCustomer.FromApi).Produces<CustomerJson>().Requires(Permission.CustomersView);
        api.MapPut("/{id:guid}", EditCustomer.FromApi).Sends<CustomerJson>([.. CustomerFacts.Fields.Keys, "version"]).Produces<CustomerJson>().Requires(Permission.CustomersUpdate);
        api.MapDelete("/{id:guid}", DeleteCustomer.FromApi).Produces(204).Requires(Permission.CustomersDelete);
        api.MapGet("/{id:guid}/activity", ListCustomerTimeline.FromApi).Takes(TimelinePage.Words).Produces<TimelinePage>().Requires(Permission.CustomersView);
        api.MapPost("/{id:guid}/merges", MergeCustomers.FromApi).Sends<MergeCustomers.Body>("otherId", "take").Produces<MergeCustomers.Response>(201).Requires(Permission.CustomersUpdate).Requires(Permission.CustomersDelete);
        api.MapPost("/{id:guid}/merges/{mergeId:guid}/undoing", UnmergeCustomers.FromApi).Produces<CustomerJson>().Requires(Permission.CustomersUpdate).Requires(Permission.CustomersDelete);
        api.MapPost("/{id:guid}/restoration", RestoreCustomer.FromApi).Produces<CustomerJson>().Requires(Permission.CustomersDelete);
    }
}
