namespace GarageDoorOS.Web.Background;

public static class BackgroundSetup
{
    /// <summary>The clocks of a server; a command has none, it does its work and ends.</summary>
    public static void AddBackground(this IServiceCollection services) =>
        services.AddHostedService<ImportClock>().AddHostedService<OutboxClock>().AddHostedService<LeadMessageClock>().AddHostedService<CallClock>().AddHostedService<SettlingClock>().AddHostedService<NurtureClock>().AddHostedService<DigestClock>().AddHostedService<KeyUseClock>().AddHostedService<RefusalClock>();
}
