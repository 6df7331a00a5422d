using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.Measures.Data.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsDraft",
                table: "Promises",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Withdrawal",
                table: "Promises",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Restrictions",
                columns: table => new
                {
                    RestrictionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Municipality = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Declared = table.Column<string>(type: "TEXT", nullable: false)
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
