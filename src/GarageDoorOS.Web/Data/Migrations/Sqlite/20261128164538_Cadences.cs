using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Cadences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "enrolment_id",
                table: "nurture_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_automatic",
                table: "nurture_tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "step_id",
                table: "nurture_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "cadence_id",
                table: "leads",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "cadences",
                columns: table => new
                {
                    business_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_key = table.Column<string>(type: "TEXT", nullable: false),
                    is_on = table.Column<bool>(type: "INTEGER", nullable: false),
                    steps = table.Column<string>(type: "TEXT", nullable: false),
                    starts = table.Column<string>(type: "TEXT", nullable: false),
                    stops_on_reply = table.Column<bool>(type: "INTEGER", nullable: false),
                    stops_on_reached = table.Column<bool>(type: "INTEGER", nullable: false),
                    stops_on_booked = table.Column<bool>(type: "INTEGER", nullable: false),
                    per_day = table.Column<int>(type: "INTEGER", nullable: true),
                    in_all = table.Column<int>(type: "INTEGER", nullable: true),
                    closes_after_days = table.Column<int>(type: "INTEGER", nullable: true),
                    closes_as = table.Column<string>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    emptied_at = table.Column<long>(type: "INTEGER", nullable: true),
                    unsettled_since = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cadences", x => new { x.business_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "enrolments",
                columns: table => new
                {
                    business_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lead_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    cadence_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    end = table.Column<int>(type: "INTEGER", nullable: true),
                    step = table.Column<string>(type: "TEXT", nullable: true),
                    step_at = table.Column<int>(type: "INTEGER", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    planned_sort = table.Column<long>(type: "INTEGER", nullable: false),
                    after_title = table.Column<string>(type: "TEXT", nullable: true),
                    after_at = table.Column<long>(type: "INTEGER", nullable: false),
                    cause_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    cadence_version = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_by = table.Column<string>(type: "TEXT", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_enrolments", x => new { x.business_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "waiting_starts",
                columns: table => new
                {
                    business_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lead_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    cadence_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    started_by = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waiting_starts", x => new { x.business_id, x.lead_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_nurture_tasks_automatic",
                table: "nurture_tasks",
                columns: new[] { "business_id", "due_sort", "id" },
                filter: "state = 0 AND is_automatic");

            migrationBuilder.CreateIndex(
                name: "ix_leads_cadence",
                table: "leads",
                columns: new[] { "business_id", "cadence_id", "next_due_sort", "id" },
                filter: "cadence_id IS NOT NULL AND deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cadences_business_id_name_key",
                table: "cadences",
                columns: new[] { "business_id", "name_key" },
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_enrolments_cadence",
                table: "enrolments",
                columns: new[] { "business_id", "cadence_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_enrolments_lead",
                table: "enrolments",
                columns: new[] { "business_id", "lead_id", "started_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_enrolments_running",
                table: "enrolments",
                columns: new[] { "business_id", "lead_id" },
                unique: true,
                filter: "state = 0");

            // An open lead for which nothing is planned stands before the closed ones now.
            migrationBuilder.Sql("UPDATE leads SET next_due_sort = 9223372036854775806 WHERE next_due_sort = 9223372036854775807 AND status <= 2;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cadences");

            migrationBuilder.DropTable(
                name: "enrolments");

            migrationBuilder.DropTable(
                name: "waiting_starts");

            migrationBuilder.DropIndex(
                name: "ix_nurture_tasks_automatic",
                table: "nurture_tasks");

            migrationBuilder.DropIndex(
                name: "ix_leads_cadence",
                table: "leads");

            migrationBuilder.DropColumn(
                name: "enrolment_id",
                table: "nurture_tasks");

            migrationBuilder.DropColumn(
                name: "is_automatic",
                table: "nurture_tasks");

            migrationBuilder.DropColumn(
                name: "step_id",
                table: "nurture_tasks");

            migrationBuilder.DropColumn(
                name: "cadence_id",
                table: "leads");
        }
    }
}
