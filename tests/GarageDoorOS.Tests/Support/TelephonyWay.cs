using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Telephony;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace GarageDoorOS.Tests.Support;

/// <summary>The way of calls as the app has it, without the rest of the app.</summary>
public static class TelephonyWay
{
    public static ServiceProvider To(string twilio = "http://127.0.0.1:1", int patience = 20, string environment = "Production", IClock? clock = null, bool allowPrivate = true, string? publicUrl = "https://doors.example")
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = environment });
        var settings = builder.Configuration;
        (settings["Telephony:BaseUrl"], settings["Telephony:TimeoutSeconds"], settings["Webhooks:AllowPrivateTargets"], settings["App:PublicUrl"]) = (twilio, patience.ToString(), allowPrivate.ToString(), publicUrl);
        builder.Services.AddSingleton(clock ?? SystemClock.Instance).AddSingleton<PublicUrl>();
        builder.AddTelephony();
        return builder.Services.BuildServiceProvider();
    }
}
