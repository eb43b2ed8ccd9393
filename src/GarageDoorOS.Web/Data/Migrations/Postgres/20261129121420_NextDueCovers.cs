using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class NextDueCovers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_leads_next_due",
                table: "leads");

            migrationBuilder.CreateIndex(
                name: "ix_leads_next_due",
                table: "leads",
                columns: new[] { "business_id", "next_due_sort", "id", "came_at" },
                filter: "deleted_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_leads_next_due",
                table: "leads");

            migrationBuilder.CreateIndex(
                name: "ix_leads_next_due",
                table: "leads",
                columns: new[] { "business_id", "next_due_sort", "id" },
                filter: "deleted_at IS NULL");
        }
    }
}
