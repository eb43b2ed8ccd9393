using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Nurture : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "next_due_sort",
                table: "leads",
                type: "INTEGER",
                nullable: false,
                defaultValue: 9223372036854775807L);

            migrationBuilder.AddColumn<int>(
                name: "next_kind",
                table: "leads",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "next_task",
                table: "leads",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "is_nurturing",
                table: "businesses",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "nurture_tasks",
                columns: table => new
                {
                    business_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lead_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    due_sort = table.Column<long>(type: "INTEGER", nullable: false),
                    assignee_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    outcome = table.Column<int>(type: "INTEGER", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: false),
                    made_contacted = table.Column<bool>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_by = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nurture_tasks", x => new { x.business_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_leads_next_due",
                table: "leads",
                columns: new[] { "business_id", "next_due_sort", "id" },
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_nurture_tasks_lead",
                table: "nurture_tasks",
                columns: new[] { "business_id", "lead_id", "state", "due_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_nurture_tasks_pending",
                table: "nurture_tasks",
                columns: new[] { "business_id", "due_sort", "id" },
                filter: "state = 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "nurture_tasks");

            migrationBuilder.DropIndex(
                name: "ix_leads_next_due",
                table: "leads");

            migrationBuilder.DropColumn(
                name: "next_due_sort",
                table: "leads");

            migrationBuilder.DropColumn(
                name: "next_kind",
                table: "leads");

            migrationBuilder.DropColumn(
                name: "next_task",
                table: "leads");

            migrationBuilder.DropColumn(
                name: "is_nurturing",
                table: "businesses");
        }
    }
}
