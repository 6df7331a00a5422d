using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.Measures.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EarlierPlansAndPromises : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "EarlierPromises",
                table: "ProblemAreas",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "PromiseSince",
                table: "ProblemAreas",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EarlierPlans",
                table: "Measures",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "PlannedSince",
                table: "Measures",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "EarlierPromises",
                table: "ProblemAreas");

            migrationBuilder.DropColumn(
                name: "PromiseSince",
                table: "ProblemAreas");

            migrationBuilder.DropColumn(
                name: "EarlierPlans",
                table: "Measures");

            migrationBuilder.DropColumn(
                name: "PlannedSince",
                table: "Measures");
        }
    }
}
