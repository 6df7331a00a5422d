using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.IncidentIntake.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ErasedEverywhereAndIdsOfAParty : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Incidents_Municipality_Source_ExternalId",
                table: "Incidents");

            migrationBuilder.AddColumn<int>(
                name: "FollowUpTexts",
                table: "RetentionRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "MeasureNotes",
                table: "RetentionRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Publications",
                table: "RetentionRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ServiceRequestUpdates",
                table: "RetentionRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_Municipality_ReportedBy_Source_ExternalId",
                table: "Incidents",
                columns: new[] { "Municipality", "ReportedBy", "Source", "ExternalId" },
                unique: true,
                filter: "[ExternalId] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Incidents_Municipality_ReportedBy_Source_ExternalId",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "FollowUpTexts",
                table: "RetentionRuns");

            migrationBuilder.DropColumn(
                name: "MeasureNotes",
                table: "RetentionRuns");

            migrationBuilder.DropColumn(
                name: "Publications",
                table: "RetentionRuns");

            migrationBuilder.DropColumn(
                name: "ServiceRequestUpdates",
                table: "RetentionRuns");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_Municipality_Source_ExternalId",
                table: "Incidents",
                columns: new[] { "Municipality", "Source", "ExternalId" },
                unique: true,
                filter: "[ExternalId] IS NOT NULL");
        }
    }
}
