using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class IncomingCalls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "text_back",
                table: "telephony_accounts",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "is_on_duty",
                table: "member_phones",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "ix_calls_direction",
                table: "calls",
                columns: new[] { "business_id", "is_open", "direction", "at", "id" },
                descending: new[] { false, false, false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_calls_end",
                table: "calls",
                columns: new[] { "business_id", "is_open", "ended_how", "at", "id" },
                descending: new[] { false, false, false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_calls_of_member",
                table: "calls",
                columns: new[] { "business_id", "is_open", "member_id", "at", "id" },
                descending: new[] { false, false, false, true, true });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_calls_direction",
                table: "calls");

            migrationBuilder.DropIndex(
                name: "ix_calls_end",
                table: "calls");

            migrationBuilder.DropIndex(
                name: "ix_calls_of_member",
                table: "calls");

            migrationBuilder.DropColumn(
                name: "text_back",
                table: "telephony_accounts");

            migrationBuilder.DropColumn(
                name: "is_on_duty",
                table: "member_phones");
        }
    }
}
