using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Refit;

namespace GarageDoorOS.Web.Integrations.Sms.Twilio;

internal static class TwilioSetup
{
    private static readonly RefitSettings Shape = new(new SystemTextJsonContentSerializer(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }));

    public static void AddTwilio(this IHostApplicationBuilder builder)
    {
        var settings = TwilioSettings.Of(builder.Configuration);
        builder.Services.AddSingleton(settings).AddTransient<TwilioSender>();
        builder.Services.AddRefitGeneratedClient<ITwilioApi>(Shape)
            .ConfigureHttpClient(client => (client.BaseAddress, client.Timeout) = (settings.Address, Timeout.InfiniteTimeSpan))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .AddResilienceHandler("twilio", pipeline => pipeline.AddTimeout(settings.Patience).AddRetry(Reading()));
    }

    /// <summary>
    /// Only what reads is asked again: a text that had no clear answer may be out. No breaker: it would take the trouble of one business for everybody's. Whoever is told to wait hears it at once.
    /// </summary>
    private static HttpRetryStrategyOptions Reading()
    {
        var reading = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldRetryAfterHeader = false,
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is not { StatusCode: HttpStatusCode.TooManyRequests } && HttpClientResiliencePredicates.IsTransient(args.Outcome)),
        };
        reading.DisableForUnsafeHttpMethods();
        return reading;
    }
}
