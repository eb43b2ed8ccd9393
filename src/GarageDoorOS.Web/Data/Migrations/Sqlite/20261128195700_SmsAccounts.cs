using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GarageDoorOS.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SmsAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sms_accounts",
                columns: table => new
                {
                    business_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    vendor = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<string>(type: "TEXT", nullable: false),
                    token = table.Column<string>(type: "TEXT", nullable: true),
                    from_number = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sms_accounts", x => x.business_id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sms_accounts");
        }
    }
}
