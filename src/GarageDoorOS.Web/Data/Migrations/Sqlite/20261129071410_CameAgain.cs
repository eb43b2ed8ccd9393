using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CameAgain : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_leads_assignee_created_at",
                table: "leads");

            migrationBuilder.DropIndex(
                name: "ix_leads_status_created_at",
                table: "leads");

            migrationBuilder.AddColumn<long>(
                name: "came_at",
                table: "leads",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            // Who had come again before is not told apart from who had not.
            migrationBuilder.Sql("UPDATE leads SET came_at = created_at;");

            migrationBuilder.CreateIndex(
                name: "ix_leads_assignee_came_at",
                table: "leads",
                columns: new[] { "business_id", "assignee_id", "came_at", "id" },
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_leads_came_at",
                table: "leads",
                columns: new[] { "business_id", "came_at", "id" },
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_leads_status_came_at",
                table: "leads",
                columns: new[] { "business_id", "status", "came_at", "id" },
                filter: "deleted_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_leads_assignee_came_at",
                table: "leads");

            migrationBuilder.DropIndex(
                name: "ix_leads_came_at",
                table: "leads");

            migrationBuilder.DropIndex(
                name: "ix_leads_status_came_at",
                table: "leads");

            migrationBuilder.DropColumn(
                name: "came_at",
                table: "leads");

            migrationBuilder.CreateIndex(
                name: "ix_leads_assignee_created_at",
                table: "leads",
                columns: new[] { "business_id", "assignee_id", "created_at", "id" },
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_leads_status_created_at",
                table: "leads",
                columns: new[] { "business_id", "status", "created_at", "id" },
                filter: "deleted_at IS NULL");
        }
    }
}
