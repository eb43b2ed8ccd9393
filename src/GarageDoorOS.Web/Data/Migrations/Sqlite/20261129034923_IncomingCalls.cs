using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Sqlite
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
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            // The first version of Telephony brought is_on_duty already, and counted the ends of calls otherwise: some databases have it so. Nobody was on duty then, for no call came in, and none was missed.
            migrationBuilder.Sql("""
                CREATE TABLE member_phones_now (
                    business_id TEXT NOT NULL, member_id TEXT NOT NULL, number TEXT NOT NULL, verified_at INTEGER NULL, code_hash TEXT NULL, code_until INTEGER NULL,
                    tries INTEGER NOT NULL, codes INTEGER NOT NULL, codes_since INTEGER NULL, is_on_duty INTEGER NOT NULL DEFAULT 0,
                    CONSTRAINT pk_member_phones PRIMARY KEY (business_id, member_id));
                INSERT INTO member_phones_now (business_id, member_id, number, verified_at, code_hash, code_until, tries, codes, codes_since)
                SELECT business_id, member_id, number, verified_at, code_hash, code_until, tries, codes, codes_since FROM member_phones;
                DROP TABLE member_phones;
                ALTER TABLE member_phones_now RENAME TO member_phones;
                UPDATE calls SET ended_how = 6 WHERE ended_how = 7;
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
