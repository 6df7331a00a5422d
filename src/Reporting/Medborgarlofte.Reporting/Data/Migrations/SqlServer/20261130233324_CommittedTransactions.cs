using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.Reporting.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CommittedTransactions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_EventLog_Unpublished",
                table: "EventLog");

            migrationBuilder.CreateTable(
                name: "CommittedTransactions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommittedTransactions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_EventLog_Unpublished",
                table: "EventLog",
                column: "Sequence",
                filter: "[PublishedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "PublishedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CommittedTransactions_At",
                table: "CommittedTransactions",
                column: "At");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CommittedTransactions");

            migrationBuilder.DropIndex(
                name: "IX_EventLog_Unpublished",
                table: "EventLog");

            migrationBuilder.CreateIndex(
                name: "IX_EventLog_Unpublished",
                table: "EventLog",
                column: "Sequence",
                filter: "[PublishedAt] IS NULL");
        }
    }
}
