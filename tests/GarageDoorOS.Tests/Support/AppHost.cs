using GarageDoorOS.Web.Background;
using GarageDoorOS.Web.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GarageDoorOS.Tests.Support;

/// <summary>The real program with a real database of its own, and nothing mocked but the way of time.</summary>
public sealed class AppHost : WebApplicationFactory<Program>
{
    private readonly bool ownsDatabase;

    private readonly (string Name, string Value)[] settings;

    private AppHost(TestDatabase database, bool ownsDatabase = true, params (string Name, string Value)[] settings) => (Database, this.ownsDatabase, this.settings) = (database, ownsDatabase, settings);

    public TestDatabase Database { get; }

    /// <summary>The clock of the app: moves on by itself, and by <see cref="MovableTime.Pass"/>.</summary>
    public MovableTime Time { get; private init; } = new();

    private bool HasClocks { get; init; } = true;

    public static async Task<AppHost> Start(Provider provider, params (string Name, string Value)[] settings) => new(await TestDatabase.Create(provider), ownsDatabase: true, settings);

    /// <summary>One that does nothing by itself: where a test ends the process that works, no other takes its work meanwhile.</summary>
    public static async Task<AppHost> StartWithoutClocks(Provider provider) => new(await TestDatabase.Create(provider)) { HasClocks = false };

    /// <summary>The program over a database that is there already and stays when it ends.</summary>
    public static AppHost Over(TestDatabase database) => new(database, ownsDatabase: false);

    /// <summary>A second web node over the same database, with a clock of its own or with this one's.</summary>
    public AppHost Another(bool withThisClock = false) => new(Database, ownsDatabase: false, settings) { Time = withThisClock ? Time : new() };

    /// <summary>Brings an empty database to this version of the program, as its start does, and leaves nobody connected to it.</summary>
    public static async Task Migrate(TestDatabase database)
    {
        await using var host = new AppHost(database, ownsDatabase: false);
        host.StartServer();
    }

    /// <summary>The same on a real port of the loopback, for a browser.</summary>
    public static async Task<AppHost> Listen(Provider provider, params (string Name, string Value)[] settings)
    {
        var host = await Start(provider, settings);
        host.UseKestrel(0);
        host.StartServer();
        return host;
    }

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>A client that nobody has signed in with; it keeps cookies and does not follow redirects.</summary>
    public HttpClient Anonymous() => CreateClient(new() { AllowAutoRedirect = false, BaseAddress = ClientOptions.BaseAddress });

    public Task<TestBusiness> NewBusiness(string? name = null) => TestBusiness.Found(this, name);

    /// <summary>Works in a fresh scope of the app, outside any business.</summary>
    public async Task<T> Scoped<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        foreach (var (name, value) in Database.Settings.Concat(settings)) builder.UseSetting(name, value);
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        builder.UseSetting("Logging:LogLevel:Microsoft", "Error");
        builder.UseSetting("Logging:LogLevel:Microsoft.EntityFrameworkCore", "None");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            if (!HasClocks)
                foreach (var clock in services.Where(service => service.ImplementationType?.Namespace == typeof(BackgroundSetup).Namespace).ToList()) services.Remove(clock);
            // Tests sign in often; how hard a password is to guess is not theirs to prove.
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (ownsDatabase) await Database.DisposeAsync();
    }
}

/// <summary>The system's clock, moved.</summary>
public sealed class MovableTime : TimeProvider
{
    private TimeSpan ahead;

    public void Pass(TimeSpan time) => ahead += time;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
