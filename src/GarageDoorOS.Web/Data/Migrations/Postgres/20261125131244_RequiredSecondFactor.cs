using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RequiredSecondFactor : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "requires_second_factor",
                table: "businesses",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "requires_second_factor",
                table: "businesses");
        }
    }
}
