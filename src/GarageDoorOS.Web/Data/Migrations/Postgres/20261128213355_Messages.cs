using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Messages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "digest_at",
                table: "team_members",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "digest_sent_on",
                table: "team_members",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Instant>(
                name: "digested_at",
                table: "team_members",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "inbound_key",
                table: "mail_accounts",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "consents",
                columns: table => new
                {
                    business_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<int>(type: "integer", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    is_given = table.Column<bool>(type: "boolean", nullable: false),
                    how = table.Column<int>(type: "integer", nullable: false),
                    wording = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    noted_by = table.Column<string>(type: "text", nullable: false),
                    is_binding = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consents", x => new { x.business_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "lead_messages",
                columns: table => new
                {
                    business_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<int>(type: "integer", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    error = table.Column<string>(type: "text", nullable: true),
                    vendor_id = table.Column<string>(type: "text", nullable: true),
                    enrolment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lead_messages", x => new { x.business_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "sending_rules",
                columns: table => new
                {
                    business_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hours_from = table.Column<string>(type: "text", nullable: false),
                    hours_to = table.Column<string>(type: "text", nullable: false),
                    states = table.Column<string>(type: "text", nullable: false),
                    texts_need_given = table.Column<bool>(type: "boolean", nullable: false),
                    email_keeps_hours = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sending_rules", x => x.business_id);
                });

            migrationBuilder.CreateTable(
                name: "sms_accounts",
                columns: table => new
                {
                    business_id = table.Column<Guid>(type: "uuid", nullable: false),
                    vendor = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<string>(type: "text", nullable: false),
                    token = table.Column<string>(type: "text", nullable: true),
                    from_number = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sms_accounts", x => x.business_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_team_members_digest",
                table: "team_members",
                column: "business_id",
                filter: "digest_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_consents_address",
                table: "consents",
                columns: new[] { "business_id", "address", "channel", "is_binding", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_lead_messages_address",
                table: "lead_messages",
                columns: new[] { "business_id", "address", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_lead_messages_lead",
                table: "lead_messages",
                columns: new[] { "business_id", "lead_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_lead_messages_queued",
                table: "lead_messages",
                columns: new[] { "business_id", "enrolment_id" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_lead_messages_received",
                table: "lead_messages",
                columns: new[] { "business_id", "at", "id" },
                filter: "state = 5");

            migrationBuilder.CreateIndex(
                name: "ix_lead_messages_vendor",
                table: "lead_messages",
                columns: new[] { "business_id", "channel", "vendor_id" },
                unique: true,
                filter: "vendor_id IS NOT NULL");

            migrationBuilder.Wall("consents", "lead_messages", "sending_rules", "sms_accounts");
            migrationBuilder.Sql(SqlFile.Read("ConsentsStayPostgres"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "consents");

            migrationBuilder.DropTable(
                name: "lead_messages");

            migrationBuilder.DropTable(
                name: "sending_rules");

            migrationBuilder.DropTable(
                name: "sms_accounts");

            migrationBuilder.DropIndex(
                name: "ix_team_members_digest",
                table: "team_members");

            migrationBuilder.DropColumn(
                name: "digest_at",
                table: "team_members");

            migrationBuilder.DropColumn(
                name: "digest_sent_on",
                table: "team_members");

            migrationBuilder.DropColumn(
                name: "digested_at",
                table: "team_members");

            migrationBuilder.DropColumn(
                name: "inbound_key",
                table: "mail_accounts");
        }
    }
}
