using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.Measures.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class EstCycle : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Causes",
                table: "ProblemAreas",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<DateOnly>(
                name: "ClosedOn",
                table: "ProblemAreas",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Deepened",
                table: "ProblemAreas",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Priority",
                table: "ProblemAreas",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PriorityGrounds",
                table: "ProblemAreas",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "Status",
                table: "ProblemAreas",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "Chosen");

            migrationBuilder.AddColumn<DateTime>(
                name: "At",
                table: "MeasureStatusChanges",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hindrance",
                table: "MeasureStatusChanges",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Party",
                table: "MeasureStatusChanges",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "Role",
                table: "MeasureStatusChanges",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Approach",
                table: "Measures",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Baseline",
                table: "Measures",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "CauseIds",
                table: "Measures",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<int>(
                name: "CostEstimate",
                table: "Measures",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "DecidedOn",
                table: "Measures",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Decider",
                table: "Measures",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "EstGroup");

            migrationBuilder.AddColumn<DateOnly>(
                name: "EndsOn",
                table: "Measures",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hindrance",
                table: "Measures",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Indicator",
                table: "Measures",
                type: "nvarchar(300)",
                maxLength: 300,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "NewLevel",
                table: "Measures",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "PlannedPrecision",
                table: "Measures",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RegisteredBy",
                table: "Measures",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.CreateTable(
                name: "ProblemAreaStatusChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    From = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    To = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Party = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Role = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ProblemAreaId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProblemAreaStatusChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProblemAreaStatusChanges_ProblemAreas_ProblemAreaId",
                        column: x => x.ProblemAreaId,
                        principalTable: "ProblemAreas",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ProblemAreaStatusChanges_ProblemAreaId",
                table: "ProblemAreaStatusChanges",
                column: "ProblemAreaId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ProblemAreaStatusChanges");

            migrationBuilder.DropColumn(
                name: "Causes",
                table: "ProblemAreas");

            migrationBuilder.DropColumn(
                name: "ClosedOn",
                table: "ProblemAreas");

            migrationBuilder.DropColumn(
                name: "Deepened",
                table: "ProblemAreas");

            migrationBuilder.DropColumn(
                name: "Priority",
                table: "ProblemAreas");

            migrationBuilder.DropColumn(
                name: "PriorityGrounds",
                table: "ProblemAreas");

            migrationBuilder.DropColumn(
                name: "Status",
                table: "ProblemAreas");

            migrationBuilder.DropColumn(
                name: "At",
                table: "MeasureStatusChanges");

            migrationBuilder.DropColumn(
                name: "Hindrance",
                table: "MeasureStatusChanges");

            migrationBuilder.DropColumn(
                name: "Party",
                table: "MeasureStatusChanges");

            migrationBuilder.DropColumn(
                name: "Role",
                table: "MeasureStatusChanges");

            migrationBuilder.DropColumn(
                name: "Approach",
                table: "Measures");

            migrationBuilder.DropColumn(
                name: "Baseline",
                table: "Measures");

            migrationBuilder.DropColumn(
                name: "CauseIds",
                table: "Measures");

            migrationBuilder.DropColumn(
                name: "CostEstimate",
                table: "Measures");

            migrationBuilder.DropColumn(
                name: "DecidedOn",
                table: "Measures");

            migrationBuilder.DropColumn(
                name: "Decider",
                table: "Measures");

            migrationBuilder.DropColumn(
                name: "EndsOn",
                table: "Measures");

            migrationBuilder.DropColumn(
                name: "Hindrance",
                table: "Measures");

            migrationBuilder.DropColumn(
                name: "Indicator",
                table: "Measures");

            migrationBuilder.DropColumn(
                name: "NewLevel",
                table: "Measures");

            migrationBuilder.DropColumn(
                name: "PlannedPrecision",
                table: "Measures");

            migrationBuilder.DropColumn(
                name: "RegisteredBy",
                table: "Measures");
        }
    }
}
