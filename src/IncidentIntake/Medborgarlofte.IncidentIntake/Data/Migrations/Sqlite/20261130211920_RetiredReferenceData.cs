using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.IncidentIntake.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RetiredReferenceData : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsRetired",
                table: "Categories",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "RetiredOptions",
                table: "Categories",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsRetired",
                table: "Areas",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_DuplicateOf",
                table: "Incidents",
                column: "DuplicateOf",
                filter: "[DuplicateOf] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Incidents_DuplicateOf",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "IsRetired",
                table: "Categories");

            migrationBuilder.DropColumn(
                name: "RetiredOptions",
                table: "Categories");

            migrationBuilder.DropColumn(
                name: "IsRetired",
                table: "Areas");
        }
    }
}
