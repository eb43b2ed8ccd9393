using Microsoft.EntityFrameworkCore.Migrations;

namespace GarageDoorOS.Web.Data.Migrations.Postgres;

/// <summary>What EF has no words for: it stands in Data/Sql.</summary>
public partial class SearchAndWalls : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlFile.Read("SearchAndWallsPostgres"));
}
