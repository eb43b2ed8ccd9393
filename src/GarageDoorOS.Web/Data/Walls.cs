using Microsoft.EntityFrameworkCore.Migrations;

namespace GarageDoorOS.Web.Data;

internal static class Walls
{
    /// <summary>On PostgreSQL: puts new tables of a business behind row-level security, as SearchAndWallsPostgres.sql does with the first ones.</summary>
    public static void Wall(this MigrationBuilder migration, params ReadOnlySpan<string> tables)
    {
        const string Here = "business_id = nullif(current_setting('app.business', true), '')::uuid";
        foreach (var table in tables)
            migration.Sql($"""
                ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
                ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
                CREATE POLICY one_business ON {table} TO gdo_app USING ({Here}) WITH CHECK ({Here});
                """);
    }
}
