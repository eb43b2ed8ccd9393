using System.Net;
using System.Net.Sockets;
using GarageDoorOS.Web.Integrations.Telephony.Asterisk;
using GarageDoorOS.Web.Integrations.Telephony.Pretend;
using GarageDoorOS.Web.Integrations.Telephony.Twilio;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace GarageDoorOS.Web.Integrations.Telephony;

public static class TelephonySetup
{
    /// <summary>The ways to the vendors that businesses call their leads by.</summary>
    public static void AddTelephony(this IHostApplicationBuilder builder)
    {
        var settings = VendorSettings.Of(builder.Configuration);
        builder.Services.TryAddSingleton<PublicTargets>();
        builder.Services.AddSingleton(settings).AddSingleton<TelephonyVendors>().AddSingleton<CallHooks>().AddSingleton<VendorLine>();
        builder.Services.AddSingleton<TwilioAnnouncement>().AddSingleton<TwilioCalls>().AddSingleton<AsteriskCalls>().AddSingleton<PretendCalls>().AddSingleton<ITelephony, Telephony>();
        builder.Services.AddScoped<TwilioIncoming>();
        builder.Services.AddLine(VendorLine.Usual, settings, _ => Handler());
        builder.Services.AddLine(VendorLine.Named, settings, services => Guarded(services.GetRequiredService<PublicTargets>()));
    }

    public static void MapTelephony(this IEndpointRouteBuilder app)
    {
        app.MapTwilioAnnouncement();
        app.MapTwilioCallHooks();
    }

    private static void AddLine(this IServiceCollection services, string name, VendorSettings settings, Func<IServiceProvider, HttpMessageHandler> handler)
    {
        var line = services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan).ConfigurePrimaryHttpMessageHandler(handler);
        line.AddResilienceHandler("telephony", pipeline => pipeline.AddTimeout(settings.Patience).AddRetry(Reading()));
        line.AddHttpMessageHandler(() => new ShortAnswers());
    }

    private static SocketsHttpHandler Handler() => new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    /// <summary>For an address that a customer typed: no proxy goes before us, and the address that was looked at is the one that is connected to.</summary>
    private static SocketsHttpHandler Guarded(PublicTargets targets)
    {
        var handler = Handler();
        handler.UseProxy = false;
        handler.ConnectCallback = async (context, ct) => new NetworkStream(await targets.Connect(context.DnsEndPoint.Host, context.DnsEndPoint.Port, ct), ownsSocket: true);
        return handler;
    }

    /// <summary>Only what reads is asked again: a call that had no clear answer may ring already. No breaker: it would take the trouble of one business for everybody's.</summary>
    private static HttpRetryStrategyOptions Reading()
    {
        var reading = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldRetryAfterHeader = false,
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is not { StatusCode: HttpStatusCode.TooManyRequests } && args.Outcome.Exception is not HttpRequestException { InnerException: NotReached } and not HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } && HttpClientResiliencePredicates.IsTransient(args.Outcome)),
        };
        reading.DisableForUnsafeHttpMethods();
        return reading;
    }
}
