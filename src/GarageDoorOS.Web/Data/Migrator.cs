using GarageDoorOS.Web.Data.Backups;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data;

public static class Migrator
{
    /// <summary>Brings the database to this version of the program; does nothing, and locks nothing, where it is there already.</summary>
    public static async Task Migrate(this IServiceProvider services, CancellationToken ct = default)
    {
        services.GetRequiredService<DatabaseInUse>().Begin();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        if (db is PostgresAppDb postgres) postgres.ActsAsOwner = true;
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any()) await db.Database.MigrateAsync(ct);
    }
}
