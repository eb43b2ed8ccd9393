using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace GarageDoorOS.Web.Access;

/// <summary>
/// The company's OpenID provider, by which people may sign in: <c>Oidc__Authority</c>, <c>Oidc__ClientId</c>, <c>Oidc__ClientSecret</c>, <c>Oidc__Name</c> (the
/// word on the button) and <c>Oidc__IsSecondFactor</c> (it always asks for two factors, and does not say so). Nothing set, no such door.
/// </summary>
public sealed record CompanyDoor(string Authority, string ClientId, string? ClientSecret, string Name, bool IsSecondFactor)
{
    public const string Scheme = "company", Path = "/sign-in/company", Callback = Path + "/callback";

    public static CompanyDoor Of(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Oidc");
        var (authority, client, secret) = (settings["Authority"]?.Trim() ?? "", settings["ClientId"]?.Trim() ?? "", settings["ClientSecret"] is { Length: > 0 } set ? set : null);
        var isWhole = authority.Length > 0 && client.Length > 0;
        if (!isWhole && (authority.Length > 0 || client.Length > 0 || secret is not null))
            throw new InvalidOperationException("Oidc__Authority and Oidc__ClientId belong together: set both for the sign-in by the company, or none of Oidc__….");
        if (isWhole && !(Uri.TryCreate(authority, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))))
            throw new InvalidOperationException($"Oidc__Authority is «{authority}»; it is an https address, or one of this very machine.");
        return new(authority, client, secret, settings["Name"]?.Trim() is { Length: > 0 } name ? name : "your company", bool.TryParse(settings["IsSecondFactor"], out var isSecond) && isSecond);
    }

    public bool IsOn => Authority.Length > 0;

    /// <summary>The word on the button of the sign-in; null where there is none.</summary>
    public string? Button => IsOn ? Name : null;

    public static void Add(IHostApplicationBuilder builder)
    {
        var (door, secure) = (Of(builder.Configuration), Headers.IsHttps(builder.Configuration));
        builder.Services.AddSingleton(door);
        if (door.IsOn) builder.Services.AddAuthentication().AddOpenIdConnect(Scheme, door.Name, options => door.Shape(options, secure));
    }

    private void Shape(OpenIdConnectOptions options, bool secure)
    {
        (options.Authority, options.ClientId, options.ClientSecret) = (Authority, ClientId, ClientSecret);
        options.RequireHttpsMetadata = Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query; // its answer is a GET, to which Lax cookies come along, also over plain http
        options.UsePkce = true;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.Scope.Add("email");
        options.CallbackPath = Callback;
        options.RemoteSignOutPath = options.SignedOutCallbackPath = default; // addresses that nobody here asked for
        options.SignInScheme = Sessions.Scheme; // never used: the session is our own
        options.SaveTokens = false;
        options.MapInboundClaims = false;
        options.DisableTelemetry = true;
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            cookie.SameSite = SameSiteMode.Lax;
        }

        options.GetClaimsFromUserInfoEndpoint = true; // where some providers tell the e-mail, and only there
        foreach (var claim in (string[])["iss", "amr", "email"]) options.ClaimActions.Remove(claim);
        options.Events.OnUserInformationReceived = context =>
        {
            // Both from one place: an address is not confirmed by what was said of another one.
            if (!context.User.RootElement.TryGetProperty("email", out var email)) return Task.CompletedTask;
            var told = (System.Security.Claims.ClaimsIdentity)context.Principal!.Identity!;
            foreach (var old in told.FindAll(claim => claim.Type is "email" or "email_verified").ToList()) told.RemoveClaim(old);
            told.AddClaim(new("email", email.ToString()));
            if (context.User.RootElement.TryGetProperty("email_verified", out var verified)) told.AddClaim(new("email_verified", verified.ToString()));
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.RedirectUri = context.HttpContext.RequestServices.GetRequiredService<PublicUrl>().Of(Callback);
            return Task.CompletedTask;
        };
    }
}
