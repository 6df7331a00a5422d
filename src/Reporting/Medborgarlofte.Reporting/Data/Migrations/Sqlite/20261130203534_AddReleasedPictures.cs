using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.Reporting.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddReleasedPictures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ReleasedPicture",
                columns: table => new
                {
                    Municipality = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Period = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    FirstDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ReleasedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Picture = table.Column<string>(type: "TEXT", nullable: false),
                    Counts = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReleasedPicture", x => new { x.Municipality, x.Period });
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReleasedPicture_Municipality_FirstDay",
                table: "ReleasedPicture",
                columns: new[] { "Municipality", "FirstDay" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ReleasedPicture");
        }
    }
}
