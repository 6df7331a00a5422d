using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.Reporting.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReplacedTextBasis : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Generated",
                table: "FollowUpText",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Generated",
                table: "FollowUpText");
        }
    }
}
