using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Sqlite
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
                    business_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lead_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    channel = table.Column<int>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    error = table.Column<string>(type: "TEXT", nullable: true),
                    vendor_id = table.Column<string>(type: "TEXT", nullable: true),
                    enrolment_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    by = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "lead_messages");
        }
    }
}
