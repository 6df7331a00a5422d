using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.Measures.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RhythmsAndTotals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Rhythm",
                table: "Commitments",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            // SQLite cannot make a column nullable. EF Core's own rebuild of the table switches foreign keys off, outside the transaction.
            migrationBuilder.Sql(
                """
                CREATE TABLE ActivitiesWithTotals (
                    Id INTEGER NOT NULL CONSTRAINT PK_Activities PRIMARY KEY AUTOINCREMENT,
                    ExternalId TEXT NULL,
                    Kind TEXT NOT NULL,
                    StartedAt TEXT NULL,
                    EndedAt TEXT NULL,
                    "On" TEXT NULL,
                    Area TEXT NULL,
                    Occasions INTEGER NOT NULL,
                    Results TEXT NOT NULL,
                    PublicId TEXT NOT NULL,
                    Municipality TEXT NOT NULL,
                    Version INTEGER NOT NULL,
                    MeasureId TEXT NOT NULL,
                    Party TEXT NOT NULL,
                    "From" TEXT NULL,
                    "To" TEXT NULL,
                    CONSTRAINT AK_Activities_PublicId UNIQUE (PublicId),
                    CONSTRAINT FK_Activities_Measures_MeasureId FOREIGN KEY (MeasureId) REFERENCES Measures (PublicId) ON DELETE RESTRICT
                );
                INSERT INTO ActivitiesWithTotals (Id, ExternalId, Kind, StartedAt, EndedAt, "On", Area, Occasions, Results, PublicId,
                    Municipality, Version, MeasureId, Party)
                SELECT Id, ExternalId, Kind, StartedAt, EndedAt, "On", Area, Occasions, Results, PublicId,
                    Municipality, Version, MeasureId, Party
                FROM Activities;
                DROP TABLE Activities;
                ALTER TABLE ActivitiesWithTotals RENAME TO Activities;
                CREATE INDEX IX_Activities_MeasureId_On ON Activities (MeasureId, "On");
                CREATE INDEX IX_Activities_Municipality ON Activities (Municipality);
                CREATE UNIQUE INDEX IX_Activities_Municipality_Party_ExternalId ON Activities (Municipality, Party, ExternalId);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Rhythm",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "From",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "To",
                table: "Activities");

            migrationBuilder.AlterColumn<DateTime>(
                name: "StartedAt",
                table: "Activities",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified),
                oldClrType: typeof(DateTime),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AlterColumn<DateOnly>(
                name: "On",
                table: "Activities",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1),
                oldClrType: typeof(DateOnly),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
