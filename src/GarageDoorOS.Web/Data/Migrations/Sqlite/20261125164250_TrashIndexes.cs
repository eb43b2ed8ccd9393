using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TrashIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_jobs_trash",
                table: "jobs",
                columns: new[] { "business_id", "deleted_at" },
                filter: "deleted_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_estimates_trash",
                table: "estimates",
                columns: new[] { "business_id", "deleted_at" },
                filter: "deleted_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_trash",
                table: "customers",
                columns: new[] { "business_id", "deleted_at" },
                filter: "deleted_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_jobs_trash",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_estimates_trash",
                table: "estimates");

            migrationBuilder.DropIndex(
                name: "ix_customers_trash",
                table: "customers");
        }
    }
}
