using System.Data.Common;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Audit;
using GarageDoorOS.Web.Data.Backups;
using GarageDoorOS.Web.Data.Bulk;
using GarageDoorOS.Web.Data.Live;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NodaTime;
using Npgsql;

namespace GarageDoorOS.Web.Data;

public static class DataSetup
{
    /// <summary>The database that the settings name, its clock and its key ring.</summary>
    public static void AddData(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IClock, AppClock>();
        services.AddScoped<CurrentBusiness>().AddScoped<CurrentUser>().AddScoped<AuditTrail>().AddSingleton<AuditDoor>().AddSingleton<RefusedTries>().AddSingleton<LiveSignals>();
        services.AddScoped<LeadBulkWriter>().AddScoped<LeadSettler>();
        services.AddScoped<Outbox>().AddScoped<OutboxClaims>().AddScoped<MailAccounts>().AddScoped<SmsAccounts>().AddScoped<TelephonyAccounts>().AddScoped<Consents>().AddScoped<SendingGate>().AddScoped<CadenceRuns>().AddScoped<TaskClosings>().AddScoped<CallDesk>().AddScoped<LeadPost>().AddScoped<Strangers>().AddScoped<TellAssignee>().AddSingleton<Http.PublicUrl>();

        services.AddSingleton<DatabaseInUse>().AddScoped<MakeBackup>().AddScoped<RestoreBackup>();

        var folder = builder.Configuration["App:DataFolder"] is { Length: > 0 } set ? set : "data";
        var connection = builder.Configuration.GetConnectionString("App");
        var keys = services.AddDataProtection().SetApplicationName("GarageDoorOS");
        if (IsPostgres(builder.Configuration))
        {
            services.AddDbContext<AppDb, PostgresAppDb>(options => UsePostgres(options, connection ?? throw new InvalidOperationException("ConnectionStrings__App is not set.")));
            keys.PersistKeysToDbContext<PostgresAppDb>();
            services.AddSingleton(new DataPlaces(null, ""));
        }
        else
        {
            Directory.CreateDirectory(folder);
            var (file, ring) = (connection ?? $"Data Source={Path.Combine(folder, "garage-door-os.db")}", Path.Combine(folder, "keys"));
            services.AddDbContext<AppDb, SqliteAppDb>(options => UseSqlite(options, file));
            keys.PersistKeysToFileSystem(new DirectoryInfo(ring));
            services.AddSingleton(DataPlaces.OfSqlite(file, ring));
        }
    }

    public static bool IsPostgres(IConfiguration configuration) =>
        configuration["Database:Provider"] switch
        {
            null or "" => false,
            var provider when provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase) => false,
            var provider when provider.Equals("Postgres", StringComparison.OrdinalIgnoreCase) => true,
            var other => throw new InvalidOperationException($"Database__Provider is «{other}»; it may be Sqlite or Postgres."),
        };

    /// <summary>Which tables Identity wants; migrations must know it as the app does.</summary>
    public static void UseIdentitySchema(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    internal static void UseSqlite(DbContextOptionsBuilder options, string connection) =>
        Common(options.UseSqlite(connection)).AddInterceptors(new SqliteSettings());

    internal static void UsePostgres(DbContextOptionsBuilder options, string connection) =>
        Common(options.UseNpgsql(Prepared(connection), npgsql => npgsql.UseNodaTime())).AddInterceptors(new PostgresSettings());

    // Statements that come again are planned once a connection, unless the connection string says otherwise.
    private static string Prepared(string connection)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = connection };
        return settings.ContainsKey("Max Auto Prepare") ? connection : new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 100 }.ConnectionString;
    }

    // Counting up to a limit asks for some rows, whichever they are.
    private static DbContextOptionsBuilder Common(DbContextOptionsBuilder options) =>
        options.UseSnakeCaseNamingConvention().ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));

    /// <summary>NodaTime's clock over the one TimeProvider, cut to what both databases keep.</summary>
    private sealed class AppClock(TimeProvider time) : IClock
    {
        public Instant GetCurrentInstant() => Instant.FromUnixTimeTicks((time.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks) / 10 * 10);
    }
}
