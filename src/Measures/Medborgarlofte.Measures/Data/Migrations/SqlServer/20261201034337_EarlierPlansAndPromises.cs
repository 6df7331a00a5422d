using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.Measures.Data.Migrations.SqlServer
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
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "PromiseSince",
                table: "ProblemAreas",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EarlierPlans",
                table: "Measures",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "PlannedSince",
                table: "Measures",
                type: "date",
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
