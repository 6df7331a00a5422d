using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.Reporting.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReleasedFollowUps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Released",
                table: "PublishedFollowUp",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ReleasedCells",
                columns: table => new
                {
                    Municipality = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Release = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Cells = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReleasedCells", x => new { x.Municipality, x.Release });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ReleasedCells");

            migrationBuilder.DropColumn(
                name: "Released",
                table: "PublishedFollowUp");
        }
    }
}
