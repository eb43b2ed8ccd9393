using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LeadMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "ix_lead_messages_vendor",
                table: "lead_messages",
                columns: new[] { "business_id", "channel", "vendor_id" },
                unique: true,
                filter: "vendor_id IS NOT NULL");

            migrationBuilder.Wall("lead_messages");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "lead_messages");
        }
    }
}
