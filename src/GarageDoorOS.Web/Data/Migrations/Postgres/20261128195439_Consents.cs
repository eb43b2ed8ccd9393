using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Consents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "ix_consents_address",
                table: "consents",
                columns: new[] { "business_id", "address", "channel", "is_binding", "at", "id" });

            migrationBuilder.Wall("consents", "sending_rules");
            migrationBuilder.Sql(SqlFile.Read("ConsentsStayPostgres"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "consents");

            migrationBuilder.DropTable(
                name: "sending_rules");
        }
    }
}
