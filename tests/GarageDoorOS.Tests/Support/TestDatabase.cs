namespace GarageDoorOS.Tests.Support;

/// <summary>An empty, migrated database for one test class: a copy of a template, so that it costs milliseconds.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim Copying = new(1, 1);
    private static readonly Lazy<Task<TestDatabase>> SqliteTemplate = new(() => Migrated(Provider.Sqlite));
    private static readonly Lazy<Task<TestDatabase>> PostgresTemplate = new(() => Migrated(Provider.Postgres));

    private readonly string name = "gdo_" + Guid.NewGuid().ToString("N")[..12];

    private TestDatabase(Provider provider)
    {
        Provider = provider;
        Folder = Directory.CreateTempSubdirectory("gdo-test-").FullName;
    }

    public Provider Provider { get; }

    /// <summary>The app's data folder.</summary>
    public string Folder { get; }

    public string ConnectionString { get; private set; } = "";

    /// <summary>The settings that point the app at this database.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("Database:Provider", Provider.ToString()),
        ("ConnectionStrings:App", ConnectionString),
        ("App:DataFolder", Folder),
    ];

    public static async Task<TestDatabase> Create(Provider provider)
    {
        var template = await (provider == Provider.Sqlite ? SqliteTemplate : PostgresTemplate).Value;
        var database = await Named(provider);
        if (provider == Provider.Sqlite)
        {
            File.Copy(template.SqliteFile, database.SqliteFile);
            return database;
        }
        // PostgreSQL copies one template at a time.
        await Copying.WaitAsync();
        try
        {
            await (await PostgresCluster.Shared).Execute($"CREATE DATABASE {database.name} TEMPLATE {template.name}");
        }
        finally
        {
            Copying.Release();
        }
        return database;
    }

    /// <summary>One with nothing in it, not even tables: on SQLite there is no file yet.</summary>
    public static async Task<TestDatabase> Blank(Provider provider)
    {
        var database = await Named(provider);
        if (provider == Provider.Postgres) await (await PostgresCluster.Shared).Execute($"CREATE DATABASE {database.name}");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        if (Provider == Provider.Postgres) await (await PostgresCluster.Shared).Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", user: "postgres"); // who may also end a vacuum
        Directory.Delete(Folder, recursive: true);
    }

    public static async Task DropTemplates()
    {
        foreach (var template in new[] { SqliteTemplate, PostgresTemplate })
            if (template.IsValueCreated) await (await template.Value).DisposeAsync();
    }

    /// <summary>What PostgreSQL calls it.</summary>
    public string Name => name;

    public string SqliteFile => Path.Combine(Folder, "app.db");

    private static async Task<TestDatabase> Named(Provider provider)
    {
        var database = new TestDatabase(provider);
        database.ConnectionString = provider == Provider.Sqlite
            ? $"Data Source={database.SqliteFile}"
            : (await PostgresCluster.Shared).ConnectionTo(database.name);
        return database;
    }

    private static async Task<TestDatabase> Migrated(Provider provider)
    {
        var database = await Named(provider);
        if (provider == Provider.Sqlite)
        {
            await AppHost.Migrate(database);
            return database;
        }
        var cluster = await PostgresCluster.Shared;
        await cluster.Execute($"CREATE DATABASE {database.name}");
        database.ConnectionString += ";Pooling=false";
        await AppHost.Migrate(database);
        // A template may be copied only while nobody is connected to it, and the app may still be loading its key ring.
        await cluster.Execute($"ALTER DATABASE {database.name} ALLOW_CONNECTIONS false");
        await cluster.Execute($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database.name}' AND usename = current_user");
        return database;
    }
}
