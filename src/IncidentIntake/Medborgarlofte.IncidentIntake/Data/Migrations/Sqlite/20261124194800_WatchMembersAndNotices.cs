using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.IncidentIntake.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WatchMembersAndNotices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "WatchMembers",
                table: "RetentionRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "WatchNotices",
                table: "RetentionRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "WatchMembers",
                table: "RetentionRuns");

            migrationBuilder.DropColumn(
                name: "WatchNotices",
                table: "RetentionRuns");
        }
    }
}
