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

            // The first version of Telephony brought is_on_duty already, and counted the ends of calls otherwise: some databases have it so. Nobody was on duty then, for no call came in, and none was missed.
            migrationBuilder.Sql("""
                ALTER TABLE member_phones ADD COLUMN IF NOT EXISTS is_on_duty boolean NOT NULL DEFAULT false;
                ALTER TABLE member_phones NO FORCE ROW LEVEL SECURITY;
                UPDATE member_phones SET is_on_duty = false WHERE is_on_duty;
                ALTER TABLE member_phones FORCE ROW LEVEL SECURITY;
                ALTER TABLE calls NO FORCE ROW LEVEL SECURITY;
                UPDATE calls SET ended_how = 6 WHERE ended_how = 7;
                ALTER TABLE calls FORCE ROW LEVEL SECURITY;
                """);

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
