using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace GarageDoorOS.Web.Access;

public static class AccessSetup
{
    private const string Either = "session or API key";

    /// <summary>Who somebody is (a session's cookie, an API key) and what they may do.</summary>
    public static void AddAccess(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<Sessions>();
        services.AddSingleton<KeysInUse>();
        services.AddScoped<PasswordCheck>().AddSingleton<PasswordTurns>().AddScoped<CodeCheck>().AddScoped<OwnProof>().AddScoped<SecondFactors>();
        services.AddSingleton<ShortCookies>().AddSingleton<SecondStep>();
        services.AddScoped<PasswordLinks>().Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = PasswordLinks.Hold);
        services.AddIdentityCore<User>(Passwords).AddDefaultTokenProviders().AddEntityFrameworkStores<AppDb>();

        var secure = Headers.IsHttps(builder.Configuration);
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Path.StartsWithSegments("/api") && context.Request.Headers.Authorization.Count > 0 ? ApiKeys.Scheme : Sessions.Scheme)
            .AddCookie(Sessions.Scheme, options => Cookie(options, secure))
            .AddScheme<AuthenticationSchemeOptions, ApiKeys>(ApiKeys.Scheme, null);
        CompanyDoor.Add(builder);

        services.AddScoped<IAuthorizationHandler, MayDoHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = secure ? "__Host-gdo-form" : "gdo-form";
            options.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.SuppressXFrameOptionsHeader = true;
        });
    }

    private static void Passwords(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = ""; // the name is the e-mail, which has its own rule
        DataSetup.UseIdentitySchema(options);
        // Length is what makes a password strong; signs and capitals only make it hard to remember.
        options.Password.RequiredLength = 10;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
    }

    private static void Cookie(CookieAuthenticationOptions options, bool secure)
    {
        options.Cookie.Name = secure ? "__Host-gdo" : "gdo";
        options.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.HttpOnly = true;
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = context => context.HttpContext.RequestServices.GetRequiredService<Sessions>().Recognise(context);
    }
}
