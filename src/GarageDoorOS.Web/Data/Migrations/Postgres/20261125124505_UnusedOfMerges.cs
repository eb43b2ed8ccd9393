using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class UnusedOfMerges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_notices_business_id_message_id",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "by",
                table: "customer_merges");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "by",
                table: "customer_merges",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "ix_notices_business_id_message_id",
                table: "notices",
                columns: new[] { "business_id", "message_id" });
        }
    }
}
