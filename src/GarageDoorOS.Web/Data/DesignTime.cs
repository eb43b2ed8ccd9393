using GarageDoorOS.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GarageDoorOS.Web.Data;

/// <summary>How <c>bin/migration</c> makes the two contexts without starting the app or reaching a database.</summary>
internal sealed class SqliteAtDesignTime : IDesignTimeDbContextFactory<SqliteAppDb>
{
    internal static IServiceProvider AsTheApp { get; } = new ServiceCollection().Configure<IdentityOptions>(DataSetup.UseIdentitySchema).BuildServiceProvider();

    public SqliteAppDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteAppDb>();
        DataSetup.UseSqlite(options, "Data Source=:memory:");
        options.UseApplicationServiceProvider(AsTheApp);
        return new(options.Options, new CurrentBusiness(), trail: null, signals: null);
    }
}

/// <inheritdoc cref="SqliteAtDesignTime"/>
internal sealed class PostgresAtDesignTime : IDesignTimeDbContextFactory<PostgresAppDb>
{
    public PostgresAppDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresAppDb>();
        DataSetup.UsePostgres(options, "Host=localhost");
        options.UseApplicationServiceProvider(SqliteAtDesignTime.AsTheApp);
        return new(options.Options, new CurrentBusiness(), trail: null, signals: null);
    }
}
