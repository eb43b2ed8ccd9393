using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>What is a person's own, whichever business they work in: their name, their sessions, what they sign in with.</summary>
public static class AccountRoutes
{
    public const string Page = "/account", NewApp = Page + "/app/new";

    internal static Problem ChangedMeanwhile => new Problem.Conflict("changed_meanwhile", "Something about your account changed at this very moment. Look again, then press once more.");

    public static void AddAccount(this IServiceCollection services)
    {
        services.AddScoped<ShowAccount>().AddScoped<RenamePerson>().AddScoped<EndOtherSessions>().AddScoped<ChooseDigest>();
        services.AddScoped<ReadPhone>().AddScoped<SayPhoneCode>().AddScoped<ConfirmPhone>().AddScoped<ForgetPhone>().AddScoped<BeOnDuty>();
        services.AddScoped<SetUpApp>().AddScoped<RenewRecoveryCodes>().AddScoped<TurnOffApp>();
    }

    public static void MapAccount(this IEndpointRouteBuilder app)
    {
        app.MapGet(Page, ShowAccount.FromPage).OpenTo(Who.SignedIn);
        app.MapGet("/api/account", ShowAccount.FromApi).Produces<ShowAccount.Response>().WithTags("Account").OpenTo(Who.SignedIn);
        app.MapPut("/api/account/digest", ChooseDigest.FromApi).AddEndpointFilter<NurtureGate>().Sends<ChooseDigest.Request>(ChooseDigest.Field).Produces<ShowAccount.Response>().WithTags("Account").Requires(Permission.LeadsView);
        var account = app.MapGroup(Page);
        account.MapPost("/digest", ChooseDigest.FromPage).AddEndpointFilter<NurtureGate>().Requires(Permission.LeadsView);
        account.MapPost("/phone", SayPhoneCode.FromPage).RequireRateLimiting(Rates.Doors).Requires(Permission.LeadsView);
        account.MapPost("/phone/code", ConfirmPhone.FromPage).RequireRateLimiting(Rates.Doors).Requires(Permission.LeadsView);
        account.MapPost("/phone/duty", BeOnDuty.FromPage).Requires(Permission.LeadsView);
        account.MapPost("/phone/removal", ForgetPhone.FromPage).Requires(Permission.LeadsView);
        account.MapPost("/name", RenamePerson.FromPage).OpenTo(Who.SignedIn);
        account.MapPost("/sessions/ending", EndOtherSessions.FromPage).OpenTo(Who.SignedIn);

        // What guards the account is changed by whoever has shown all of it that there is.
        var guards = account.MapGroup("").AddEndpointFilter<ShownFirst>();
        guards.MapGet("/app/new", SetUpApp.Form).OpenTo(Who.SignedIn);
        guards.MapPost("/app", SetUpApp.FromPage).RequireRateLimiting(Rates.Doors).OpenTo(Who.SignedIn);
        guards.MapGet("/app/removal", TurnOffApp.Form).OpenTo(Who.SignedIn);
        guards.MapPost("/app/removal", TurnOffApp.FromPage).RequireRateLimiting(Rates.Doors).OpenTo(Who.SignedIn);
        guards.MapGet("/recovery-codes/new", RenewRecoveryCodes.Form).OpenTo(Who.SignedIn);
        guards.MapPost("/recovery-codes", RenewRecoveryCodes.FromPage).RequireRateLimiting(Rates.Doors).OpenTo(Who.SignedIn);
    }
}
