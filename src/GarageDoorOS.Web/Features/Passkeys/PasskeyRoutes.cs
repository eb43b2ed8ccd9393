using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;

namespace GarageDoorOS.Web.Features.Passkeys;

/// <summary>Passkeys: a door that opens to a device and the person who unlocks it.</summary>
public static class PasskeyRoutes
{
    public static void AddPasskeys(this IServiceCollection services)
    {
        services.AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>().AddScoped<Ceremony>();
        services.AddScoped<ListPasskeys>().AddScoped<AddPasskey>().AddScoped<RemovePasskey>().AddScoped<BeginPasskeySession>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<PublicUrl>((options, address) =>
        {
            options.ServerDomain = address.Given?.Host;
            options.UserVerificationRequirement = options.ResidentKeyRequirement = "required";
            options.ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && IsHere(asked.Origin, asked.HttpContext.Request, address.Given));
        });
    }

    public static void MapPasskeys(this IEndpointRouteBuilder app)
    {
        app.MapGet("/account/passkeys", ListPasskeys.FromPage).OpenTo(Who.SignedIn);
        var guards = app.MapGroup("/account/passkeys").AddEndpointFilter<ShownFirst>();
        guards.MapPost("", AddPasskey.FromPage).OpenTo(Who.SignedIn);
        guards.MapPost("/options", AddPasskey.Options).RequireRateLimiting(Rates.Doors).OpenTo(Who.SignedIn);
        guards.MapPost("/{id}/removal", RemovePasskey.FromPage).OpenTo(Who.SignedIn);
        app.MapPost("/sign-in/passkey", BeginPasskeySession.FromPage).RequireRateLimiting(Rates.Doors).OpenTo(Who.Everyone);
        app.MapPost("/sign-in/passkey/options", BeginPasskeySession.Options).RequireRateLimiting(Rates.Doors).OpenTo(Who.Everyone);
    }

    // Without a public address the scheme is not compared: a proxy that ends TLS hands on plain HTTP.
    private static bool IsHere(string origin, HttpRequest request, Uri? given) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from) && (given is null
            ? from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
            : from.GetLeftPart(UriPartial.Authority) == given.GetLeftPart(UriPartial.Authority));
}
