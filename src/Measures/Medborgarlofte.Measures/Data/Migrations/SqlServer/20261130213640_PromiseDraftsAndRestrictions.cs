using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.Measures.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PromiseDraftsAndRestrictions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "AdoptedOn",
                table: "Promises",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsDraft",
                table: "Promises",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Withdrawal",
                table: "Promises",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Restrictions",
                columns: table => new
                {
                    RestrictionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Municipality = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Declared = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Restrictions", x => x.RestrictionId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Restrictions_Municipality",
                table: "Restrictions",
                column: "Municipality");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Restrictions");

            migrationBuilder.DropColumn(
                name: "AdoptedOn",
                table: "Promises");

            migrationBuilder.DropColumn(
                name: "IsDraft",
                table: "Promises");

            migrationBuilder.DropColumn(
                name: "Withdrawal",
                table: "Promises");
        }
    }
}
