using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.NeighbourhoodWatch.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DistinctIncidents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "OccurredFrom",
                table: "WatchedIncidents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "OccurredTo",
                table: "WatchedIncidents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReportedBy",
                table: "WatchedIncidents",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DistinctIncidents",
                columns: table => new
                {
                    IncidentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OtherIncidentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Municipality = table.Column<string>(type: "TEXT", unicode: false, fixedLength: true, maxLength: 4, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DistinctIncidents", x => new { x.IncidentId, x.OtherIncidentId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_DistinctIncidents_Municipality",
                table: "DistinctIncidents",
                column: "Municipality");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DistinctIncidents");

            migrationBuilder.DropColumn(
                name: "OccurredFrom",
                table: "WatchedIncidents");

            migrationBuilder.DropColumn(
                name: "OccurredTo",
                table: "WatchedIncidents");

            migrationBuilder.DropColumn(
                name: "ReportedBy",
                table: "WatchedIncidents");
        }
    }
}
