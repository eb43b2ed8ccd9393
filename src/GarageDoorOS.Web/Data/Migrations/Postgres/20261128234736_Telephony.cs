using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Telephony : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_calling",
                table: "businesses",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "has_live_calls",
                table: "businesses",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "calls",
                columns: table => new
                {
                    business_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    direction = table.Column<int>(type: "integer", nullable: false),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: true),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    member_id = table.Column<Guid>(type: "uuid", nullable: true),
                    number = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    ended_how = table.Column<int>(type: "integer", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true),
                    vendor_id = table.Column<string>(type: "text", nullable: true),
                    is_noted = table.Column<bool>(type: "boolean", nullable: false),
                    is_put_off = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    talking_since = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    seconds = table.Column<int>(type: "integer", nullable: true),
                    recording_url = table.Column<string>(type: "text", nullable: true),
                    outcome = table.Column<int>(type: "integer", nullable: true),
                    note = table.Column<string>(type: "text", nullable: false),
                    logged_by = table.Column<string>(type: "text", nullable: true),
                    logged_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calls", x => new { x.business_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "member_phones",
                columns: table => new
                {
                    business_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    verified_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    code_hash = table.Column<string>(type: "text", nullable: true),
                    code_until = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    codes = table.Column<int>(type: "integer", nullable: false),
                    codes_since = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member_phones", x => new { x.business_id, x.member_id });
                });

            migrationBuilder.CreateTable(
                name: "telephony_accounts",
                columns: table => new
                {
                    business_id = table.Column<Guid>(type: "uuid", nullable: false),
                    vendor = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<string>(type: "text", nullable: false),
                    secret = table.Column<string>(type: "text", nullable: true),
                    number = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    dial_pattern = table.Column<string>(type: "text", nullable: false),
                    records = table.Column<bool>(type: "boolean", nullable: false),
                    limits = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_telephony_accounts", x => x.business_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_calls_at",
                table: "calls",
                columns: new[] { "business_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_calls_customer",
                table: "calls",
                columns: new[] { "business_id", "customer_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_calls_lead",
                table: "calls",
                columns: new[] { "business_id", "lead_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_calls_live",
                table: "calls",
                columns: new[] { "business_id", "state", "at" },
                filter: "state < 5");

            migrationBuilder.CreateIndex(
                name: "ix_calls_log",
                table: "calls",
                columns: new[] { "business_id", "is_open", "at", "id" },
                descending: new[] { false, true, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_calls_member",
                table: "calls",
                columns: new[] { "business_id", "member_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_calls_number",
                table: "calls",
                columns: new[] { "business_id", "number", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_calls_vendor",
                table: "calls",
                columns: new[] { "business_id", "vendor_id" },
                unique: true,
                filter: "vendor_id IS NOT NULL");

            migrationBuilder.Wall("calls", "telephony_accounts", "member_phones");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "calls");

            migrationBuilder.DropTable(
                name: "member_phones");

            migrationBuilder.DropTable(
                name: "telephony_accounts");

            migrationBuilder.DropColumn(
                name: "is_calling",
                table: "businesses");

            migrationBuilder.DropColumn(
                name: "has_live_calls",
                table: "businesses");
        }
    }
}
