using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Sms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace GarageDoorOS.Tests.Support;

/// <summary>The way of texts as the app has it, without the rest of the app.</summary>
public static class SmsWay
{
    public static ServiceProvider To(string vendor, int patience = 20, string environment = "Production")
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = environment });
        (builder.Configuration["Sms:BaseUrl"], builder.Configuration["Sms:TimeoutSeconds"]) = (vendor, patience.ToString());
        builder.Services.AddSingleton<IClock>(SystemClock.Instance).AddSingleton<PublicUrl>();
        builder.AddSms();
        return builder.Services.BuildServiceProvider();
    }
}
