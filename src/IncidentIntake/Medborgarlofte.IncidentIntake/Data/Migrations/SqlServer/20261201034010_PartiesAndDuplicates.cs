using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.IncidentIntake.Data.Migrations.SqlServer
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
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "NamedSince",
                table: "Categories",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EarlierNames",
                table: "Areas",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "NamedSince",
                table: "Areas",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DismissedDuplicates",
                columns: table => new
                {
                    IncidentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OtherIncidentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Municipality = table.Column<string>(type: "char(4)", unicode: false, fixedLength: true, maxLength: 4, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DecidedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DismissedDuplicates", x => new { x.IncidentId, x.OtherIncidentId });
                });

            migrationBuilder.CreateTable(
                name: "Parties",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IsRetired = table.Column<bool>(type: "bit", nullable: false),
                    NamedSince = table.Column<DateOnly>(type: "date", nullable: true),
                    EarlierNames = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    PublicId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Municipality = table.Column<string>(type: "char(4)", unicode: false, fixedLength: true, maxLength: 4, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<int>(type: "int", nullable: false)
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
