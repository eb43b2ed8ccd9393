using GarageDoorOS.Web.Access;

namespace GarageDoorOS.Web.Features.SignIn;

/// <summary>The doors: sign in and out.</summary>
public static class SignInRoutes
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddScoped<BeginSession>();
        services.AddScoped<BeginDemoSession>();
    }

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", BeginSession.Form).OpenTo(Who.Everyone);
        app.MapPost("/sign-in", BeginSession.FromPage).OpenTo(Who.Everyone);
        app.MapPost("/sign-out", (Delegate)EndSession.FromPage).OpenTo(Who.Everyone);
        if (app.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
            app.MapPost("/sign-in/demo", BeginDemoSession.FromPage).OpenTo(Who.Everyone);
    }
}
