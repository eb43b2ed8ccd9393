using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Digests : Migration
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

            migrationBuilder.CreateIndex(
                name: "ix_team_members_digest",
                table: "team_members",
                column: "business_id",
                filter: "digest_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_lead_messages_received",
                table: "lead_messages",
                columns: new[] { "business_id", "at", "id" },
                filter: "state = 5");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_team_members_digest",
                table: "team_members");

            migrationBuilder.DropIndex(
                name: "ix_lead_messages_received",
                table: "lead_messages");

            migrationBuilder.DropColumn(
                name: "digest_at",
                table: "team_members");

            migrationBuilder.DropColumn(
                name: "digest_sent_on",
                table: "team_members");

            migrationBuilder.DropColumn(
                name: "digested_at",
                table: "team_members");
        }
    }
}
