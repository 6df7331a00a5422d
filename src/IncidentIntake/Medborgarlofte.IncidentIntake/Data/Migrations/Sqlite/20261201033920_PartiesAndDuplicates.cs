using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.IncidentIntake.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PartiesAndDuplicates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "EarlierNames",
                table: "Categories",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "NamedSince",
                table: "Categories",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EarlierNames",
                table: "Areas",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "NamedSince",
                table: "Areas",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DismissedDuplicates",
                columns: table => new
                {
                    IncidentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OtherIncidentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Municipality = table.Column<string>(type: "TEXT", unicode: false, fixedLength: true, maxLength: 4, nullable: false),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DismissedDuplicates", x => new { x.IncidentId, x.OtherIncidentId });
                });

            migrationBuilder.CreateTable(
                name: "Parties",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    IsRetired = table.Column<bool>(type: "INTEGER", nullable: false),
                    NamedSince = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EarlierNames = table.Column<string>(type: "TEXT", nullable: true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Municipality = table.Column<string>(type: "TEXT", unicode: false, fixedLength: true, maxLength: 4, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Parties", x => x.Id);
                    table.UniqueConstraint("AK_Parties_PublicId", x => x.PublicId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DismissedDuplicates_Municipality",
                table: "DismissedDuplicates",
                column: "Municipality");

            migrationBuilder.CreateIndex(
                name: "IX_Parties_Municipality_Code",
                table: "Parties",
                columns: new[] { "Municipality", "Code" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DismissedDuplicates");

            migrationBuilder.DropTable(
                name: "Parties");

            migrationBuilder.DropColumn(
                name: "EarlierNames",
                table: "Categories");

            migrationBuilder.DropColumn(
                name: "NamedSince",
                table: "Categories");

            migrationBuilder.DropColumn(
                name: "EarlierNames",
                table: "Areas");

            migrationBuilder.DropColumn(
                name: "NamedSince",
                table: "Areas");
        }
    }
}
