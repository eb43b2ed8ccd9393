using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SettingsAndRoles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "merged_into_id",
                table: "sources",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "retired_at",
                table: "sources",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "unsettled_since",
                table: "sources",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "sources",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<Guid>(
                name: "merged_into_id",
                table: "lost_reasons",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name_key",
                table: "lost_reasons",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "retired_at",
                table: "lost_reasons",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "unsettled_since",
                table: "lost_reasons",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "lost_reasons",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "businesses",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "working_hours",
                table: "businesses",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "last_used_at",
                table: "api_keys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    business_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_key = table.Column<string>(type: "TEXT", nullable: false),
                    scope = table.Column<int>(type: "INTEGER", nullable: false),
                    permissions = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => new { x.business_id, x.id });
                });

            migrationBuilder.Sql(SqlFile.Read("LostReasonKeysSqlite")); // before the index on it

            migrationBuilder.CreateIndex(
                name: "ix_lost_reasons_business_id_name_key",
                table: "lost_reasons",
                columns: new[] { "business_id", "name_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_roles_business_id_key",
                table: "roles",
                columns: new[] { "business_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_roles_business_id_name_key",
                table: "roles",
                columns: new[] { "business_id", "name_key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropIndex(
                name: "ix_lost_reasons_business_id_name_key",
                table: "lost_reasons");

            migrationBuilder.DropColumn(
                name: "merged_into_id",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "retired_at",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "unsettled_since",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "version",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "merged_into_id",
                table: "lost_reasons");

            migrationBuilder.DropColumn(
                name: "name_key",
                table: "lost_reasons");

            migrationBuilder.DropColumn(
                name: "retired_at",
                table: "lost_reasons");

            migrationBuilder.DropColumn(
                name: "unsettled_since",
                table: "lost_reasons");

            migrationBuilder.DropColumn(
                name: "version",
                table: "lost_reasons");

            migrationBuilder.DropColumn(
                name: "version",
                table: "businesses");

            migrationBuilder.DropColumn(
                name: "working_hours",
                table: "businesses");

            migrationBuilder.DropColumn(
                name: "last_used_at",
                table: "api_keys");
        }
    }
}
