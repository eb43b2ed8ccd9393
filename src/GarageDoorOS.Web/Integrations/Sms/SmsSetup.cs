using GarageDoorOS.Web.Integrations.Sms.Pretend;
using GarageDoorOS.Web.Integrations.Sms.Twilio;

namespace GarageDoorOS.Web.Integrations.Sms;

public static class SmsSetup
{
    /// <summary>The ways to the vendors that businesses text their leads by.</summary>
    public static void AddSms(this IHostApplicationBuilder builder)
    {
        builder.AddTwilio();
        builder.Services.AddSingleton<PretendSender>().AddSingleton<SmsVendors>().AddSingleton<SmsHooks>().AddTransient<ISmsSender, SmsSender>();
    }

    public static void MapSmsHooks(this IEndpointRouteBuilder app) => app.MapTwilioHooks();
}
