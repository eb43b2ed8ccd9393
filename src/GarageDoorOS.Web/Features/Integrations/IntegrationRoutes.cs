using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>The addresses of what works with the leads beside the list, and of the accounts that it works by.</summary>
public static class IntegrationRoutes
{
    public const string Mail = SwitchNurturing.Page + "/mail", MailChanged = "mail-account-changed", Sms = SwitchNurturing.Page + "/sms", SmsChanged = "sms-account-changed", Consent = SwitchNurturing.Page + "/consent",
        Telephony = SwitchNurturing.Page + "/telephony", TelephonyChanged = "telephony-account-changed";

    public static void AddIntegrations(this IServiceCollection services) =>
        services.AddScoped<SwitchNurturing>()
            .AddScoped<ShowMailAccount>().AddScoped<EditMailAccount>().AddScoped<RemoveMailAccount>().AddScoped<TryMailAccount>()
            .AddScoped<ShowSmsAccount>().AddScoped<EditSmsAccount>().AddScoped<RemoveSmsAccount>().AddScoped<TrySmsAccount>()
            .AddScoped<ShowTelephonyAccount>().AddScoped<EditTelephonyAccount>().AddScoped<RemoveTelephonyAccount>().AddScoped<TryTelephonyAccount>().AddScoped<StopCalls>()
            .AddScoped<ShowSendingRules>().AddScoped<EditSendingRules>();

    public static void MapIntegrations(this IEndpointRouteBuilder app)
    {
        app.MapGet(SwitchNurturing.Page, SwitchNurturing.Form).Requires(Permission.SettingsManage);
        app.MapPost(SwitchNurturing.Page, SwitchNurturing.FromPage).Requires(Permission.SettingsManage);
        app.MapGet("/api/settings/integrations", SwitchNurturing.ShowApi).Produces<SwitchNurturing.Response>().Requires(Permission.SettingsManage);
        app.MapPut("/api/settings/integrations", SwitchNurturing.FromApi).Sends<SwitchNurturing.Response>("nurturing").Produces<SwitchNurturing.Response>().Requires(Permission.SettingsManage);
        MapMail(app.MapGroup(Mail), app.MapGroup("/api" + Mail));
        MapSms(app.MapGroup(Sms), app.MapGroup("/api" + Sms));
        MapTelephony(app.MapGroup(Telephony), app.MapGroup("/api" + Telephony));
        MapConsent(app.MapGroup(Consent), app.MapGroup("/api" + Consent));
    }

    private static void MapMail(RouteGroupBuilder pages, RouteGroupBuilder api)
    {
        pages.MapGet("", ShowMailAccount.FromPage).Requires(Permission.SettingsManage);
        pages.MapPost("", EditMailAccount.FromPage).Requires(Permission.SettingsManage);
        pages.MapGet("/removal", RemoveMailAccount.Form).Requires(Permission.SettingsManage);
        pages.MapPost("/removal", RemoveMailAccount.FromPage).Requires(Permission.SettingsManage);
        pages.MapPost("/attempts", TryMailAccount.FromPage).RequireRateLimiting(Rates.Doors).Requires(Permission.SettingsManage);

        api.MapGet("", ShowMailAccount.FromApi).Produces<MailAccountJson>().Requires(Permission.SettingsManage);
        api.MapPut("", EditMailAccount.FromApi).Sends<MailAccountJson.Body>([.. MailAccountJson.Fields, "version"]).Produces<MailAccountJson>().Requires(Permission.SettingsManage);
        api.MapDelete("", RemoveMailAccount.FromApi).Produces(204).Requires(Permission.SettingsManage);
        api.MapPost("/attempts", TryMailAccount.FromApi).WithMetadata(new AsksOutside()).RequireRateLimiting(Rates.Doors).Produces<TryMailAccount.Response>().Requires(Permission.SettingsManage);
    }

    private static void MapSms(RouteGroupBuilder pages, RouteGroupBuilder api)
    {
        pages.MapGet("", ShowSmsAccount.FromPage).Requires(Permission.SettingsManage);
        pages.MapPost("", EditSmsAccount.FromPage).Requires(Permission.SettingsManage);
        pages.MapGet("/removal", RemoveSmsAccount.Form).Requires(Permission.SettingsManage);
        pages.MapPost("/removal", RemoveSmsAccount.FromPage).Requires(Permission.SettingsManage);
        pages.MapPost("/attempts", TrySmsAccount.FromPage).RequireRateLimiting(Rates.Doors).Requires(Permission.SettingsManage);

        api.MapGet("", ShowSmsAccount.FromApi).Produces<SmsAccountJson>().Requires(Permission.SettingsManage);
        api.MapPut("", EditSmsAccount.FromApi).Sends<SmsAccountJson.Body>([.. SmsAccountJson.Fields, "version"]).Produces<SmsAccountJson>().Requires(Permission.SettingsManage);
        api.MapDelete("", RemoveSmsAccount.FromApi).Produces(204).Requires(Permission.SettingsManage);
        api.MapPost("/attempts", TrySmsAccount.FromApi).WithMetadata(new AsksOutside()).RequireRateLimiting(Rates.Doors).Sends<TrySmsAccount.Request>("to").Produces<TrySmsAccount.Response>().Requires(Permission.SettingsManage);
    }

    private static void MapTelephony(RouteGroupBuilder pages, RouteGroupBuilder api)
    {
        pages.MapGet("", ShowTelephonyAccount.FromPage).Requires(Permission.SettingsManage);
        pages.MapPost("", EditTelephonyAccount.FromPage).Requires(Permission.SettingsManage);
        pages.MapGet("/removal", RemoveTelephonyAccount.Form).Requires(Permission.SettingsManage);
        pages.MapPost("/removal", RemoveTelephonyAccount.FromPage).Requires(Permission.SettingsManage);
        pages.MapPost("/stop", StopCalls.FromPage).Requires(Permission.SettingsManage);
        pages.MapPost("/attempts", TryTelephonyAccount.FromPage).RequireRateLimiting(Rates.Doors).Requires(Permission.SettingsManage);

        api.MapGet("", ShowTelephonyAccount.FromApi).Produces<TelephonyAccountJson>().Requires(Permission.SettingsManage);
        api.MapPut("", EditTelephonyAccount.FromApi).Sends<TelephonyAccountJson.Body>([.. TelephonyAccountJson.Fields, "version"]).Produces<TelephonyAccountJson>().Requires(Permission.SettingsManage);
        api.MapDelete("", RemoveTelephonyAccount.FromApi).Produces(204).Requires(Permission.SettingsManage);
        api.MapPost("/attempts", TryTelephonyAccount.FromApi).WithMetadata(new AsksOutside()).RequireRateLimiting(Rates.Doors).Produces<TryTelephonyAccount.Response>().Requires(Permission.SettingsManage);
    }

    private static void MapConsent(RouteGroupBuilder pages, RouteGroupBuilder api)
    {
        pages.MapGet("", ShowSendingRules.FromPage).Requires(Permission.SettingsManage);
        pages.MapPost("", EditSendingRules.FromPage).Requires(Permission.SettingsManage);
        api.MapGet("", ShowSendingRules.FromApi).Produces<SendingRulesJson>().Requires(Permission.SettingsManage);
        api.MapPut("", EditSendingRules.FromApi).Sends<SendingRulesJson.Body>([.. SendingRulesJson.Fields, "version"]).Produces<SendingRulesJson>().Requires(Permission.SettingsManage);
    }
}
