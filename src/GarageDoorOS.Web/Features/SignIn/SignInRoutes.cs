using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace GarageDoorOS.Web.Features.SignIn;

/// <summary>The doors: sign in and out, choose the business, change the password, set up.</summary>
public static class SignInRoutes
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddScoped<BeginSession>();
        services.AddScoped<BeginDemoSession>();
        services.AddScoped<BeginCompanySession>();
        services.Configure<OpenIdConnectOptions>(CompanyDoor.Scheme, options =>
        {
            options.Events.OnTicketReceived = BeginCompanySession.FromProvider;
            options.Events.OnRemoteFailure = BeginCompanySession.NotFromProvider;
        });
        services.AddScoped<SwitchBusiness>();
        services.AddScoped<ShowSecondFactor>();
        services.AddScoped<ChangePassword>().AddScoped<ForgotPassword>().AddScoped<ChooseNewPassword>();
        services.AddSingleton<FirstVisit>();
        services.AddScoped<SetUp>();
    }

    /// <summary>Prints the token of <c>/setup</c> to the log where there is no business yet.</summary>
    public static async Task AnnounceFirstVisit(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await app.Services.GetRequiredService<FirstVisit>().Announce(scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", BeginSession.Form).OpenTo(Who.Everyone);
        app.MapPost("/sign-in", BeginSession.FromPage).RequireRateLimiting(Rates.Doors).OpenTo(Who.Everyone);
        app.MapGet(SecondStep.Path, ShowSecondFactor.Form).OpenTo(Who.Everyone);
        app.MapPost(SecondStep.Path, ShowSecondFactor.FromPage).RequireRateLimiting(Rates.Doors).OpenTo(Who.Everyone);
        if (app.ServiceProvider.GetRequiredService<CompanyDoor>().IsOn)
        {
            app.MapGet(CompanyDoor.Path, BeginCompanySession.FromPage).RequireRateLimiting(Rates.Doors).OpenTo(Who.Everyone);
            // The framework answers it before its turn comes; it stands here to be counted like every door.
            app.MapGet(CompanyDoor.Callback, () => Results.NotFound()).RequireRateLimiting(Rates.Doors).OpenTo(Who.Everyone);
        }
        app.MapPost("/sign-out", (Delegate)EndSession.FromPage).OpenTo(Who.Everyone);
        app.MapGet("/businesses", SwitchBusiness.Form).OpenTo(Who.SignedIn);
        app.MapPost("/businesses/{id:guid}/session", SwitchBusiness.FromPage).OpenTo(Who.SignedIn);
        app.MapGet("/account/password", ChangePassword.Form).OpenTo(Who.SignedIn);
        app.MapPost("/account/password", ChangePassword.FromPage).RequireRateLimiting(Rates.Doors).OpenTo(Who.SignedIn);
        app.MapGet("/forgotten-password", ForgotPassword.Form).OpenTo(Who.Everyone);
        app.MapPost("/forgotten-password", ForgotPassword.FromPage).RequireRateLimiting(Rates.Doors).OpenTo(Who.Everyone);
        app.MapGet("/new-password", ChooseNewPassword.Form).OpenTo(Who.Everyone);
        app.MapPost("/new-password", ChooseNewPassword.FromPage).RequireRateLimiting(Rates.Doors).OpenTo(Who.Everyone);
        app.MapGet("/setup", SetUp.Form).OpenTo(Who.Everyone);
        app.MapPost("/setup", SetUp.FromPage).RequireRateLimiting(Rates.Doors).OpenTo(Who.Everyone);
        if (app.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
            app.MapPost("/sign-in/demo", BeginDemoSession.FromPage).OpenTo(Who.Everyone);
    }
}
