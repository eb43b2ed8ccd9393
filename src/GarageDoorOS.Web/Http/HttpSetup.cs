using System.IO.Compression;
using System.Text.Unicode;
using GarageDoorOS.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;

namespace GarageDoorOS.Web.Http;

public static class HttpSetup
{
    /// <summary>The largest body that a request may have; whoever nobody knows can send no more either.</summary>
    public const long MaxBodyBytes = 1024 * 1024;

    /// <summary>The largest body where a file is taken in.</summary>
    private const long MaxFileBytes = 64 * 1024 * 1024;

    public static void AddHttp(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRates();
        services.AddApiDocument();
        services.AddHttpContextAccessor();
        services.AddScoped<Html>();
        services.AddSingleton<Microsoft.AspNetCore.Antiforgery.IAntiforgeryAdditionalDataProvider, PageOfBusiness>();
        services.AddRazorComponents();
        services.AddSingleton<Ui.AssetUrls>();
        services.ConfigureHttpJsonOptions(options => JsonShape.Shape(options.SerializerOptions));
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = MaxBodyBytes;
            // A request holds a connection to the database while its body comes in: whoever sends a letter a second would hold them all.
            options.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 4_096, gracePeriod: TimeSpan.FromSeconds(5));
        });
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true; // tokens are masked anew in every answer, so compression tells nothing of them
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        // Letters of all languages travel as themselves; only what means something in HTML is escaped.
        services.AddWebEncoders(options => options.TextEncoderSettings = new(UnicodeRanges.All));
    }

    /// <summary>A route that takes a file in.</summary>
    public static TBuilder TakesFile<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RequestSizeLimitAttribute(MaxFileBytes));

    /// <summary>The way of every request, in this order.</summary>
    public static void UseHttp(this WebApplication app)
    {
        // Behind a proxy that ends TLS the program speaks plain HTTP, and cookies and headers are still those of https.
        if (Headers.IsHttps(app.Configuration)) app.Use((context, next) => { context.Request.Scheme = "https"; return next(context); });
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = Surprises.Handle,
            AllowStatusCode404Response = true,
            StatusCodeSelector = Surprises.StatusOf,
            SuppressDiagnosticsCallback = context => Surprises.StatusOf(context.Exception) < 500,
        });
        app.UseStatusCodePages(Surprises.Fill);
        app.UseSecurityHeaders(Headers.Policies(app.Configuration));
        app.UseResponseCompression();
        app.UseRouting();
        app.UseRateLimiter();
        app.Use((context, next) => { context.RequestServices.GetRequiredService<CurrentUser>().ComesFrom(context.Connection.RemoteIpAddress); return next(context); });
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<ReadableBody>();
        app.UseMiddleware<AntiforgeryCheck>();
        app.UseMiddleware<Idempotency>();
    }
}
