using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace GarageDoorOS.Web.Http;

/// <summary>How the program is watched from outside: health, telemetry, and a log that holds nothing of anybody's.</summary>
public static class Watching
{
    /// <summary>
    /// An argument of the program: else the framework watches the whole folder for a change of its settings, and is told of every single write to a
    /// database file in it, which took a tenth of all its time.
    /// </summary>
    public const string ReadSettingsOnce = "--hostBuilder:reloadConfigOnChange=false";

    private const string Ready = "ready";

    public static void AddWatching(this WebApplicationBuilder builder)
    {
        QuietLog(builder.Configuration);
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: [Ready]);
        var settings = builder.Configuration.AsEnumerable().Select(setting => setting.Key);
        if (!settings.Any(key => key.StartsWith("OTEL_EXPORTER_OTLP", StringComparison.Ordinal) && key.EndsWith("ENDPOINT", StringComparison.Ordinal))) return;
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation(options => options.Filter = context => context.Request.Path != "/live").AddSource("Npgsql"))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter("Npgsql", "System.Runtime"))
            .WithLogging()
            .UseOtlpExporter();
    }

    public static void MapWatching(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).OpenTo(Who.Everyone);
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).OpenTo(Who.Everyone);
    }

    // The framework's own lines tell of every request with its query, in which people search for other people. Whatever the settings say stands above this.
    private static void QuietLog(IConfigurationBuilder configuration) => configuration.Sources.Insert(0, new MemoryConfigurationSource
    {
        InitialData = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Information",
            ["Logging:LogLevel:Microsoft"] = "Warning",
            ["Logging:LogLevel:Microsoft.AspNetCore.Authentication.OpenIdConnect"] = "None", // tells failures with all it was sent; the slice tells them in a line
            ["Logging:LogLevel:System"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        },
    });

    /// <summary>Whether the database answers and is at this version of the program.</summary>
    private sealed class DatabaseCheck(AppDb db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (db is PostgresAppDb postgres) postgres.ActsAsOwner = true;
            if (!await db.Database.CanConnectAsync(cancellationToken)) return HealthCheckResult.Unhealthy("The database cannot be reached.");
            return (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
                ? HealthCheckResult.Unhealthy("The database is not at this version.")
                : HealthCheckResult.Healthy();
        }
    }
}
