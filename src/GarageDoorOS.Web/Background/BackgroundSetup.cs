using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Live;

namespace GarageDoorOS.Web.Background;

public static class BackgroundSetup
{
    /// <summary>The clocks of a server, and what ties it to others; a command has none, it does its work and ends.</summary>
    public static void AddBackground(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHostedService<ImportClock>().AddHostedService<OutboxClock>().AddHostedService<LeadMessageClock>().AddHostedService<CallClock>().AddHostedService<SettlingClock>().AddHostedService<NurtureClock>().AddHostedService<DigestClock>().AddHostedService<KeyUseClock>().AddHostedService<RefusalClock>().AddHostedService<LiveClock>();
        if (DataSetup.IsPostgres(builder.Configuration)) builder.Services.AddHostedService<NodeLink>();
    }
}
