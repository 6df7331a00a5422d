using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.Reporting.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FollowUpsByPromise : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // SQLite cannot change a primary key. EF Core's own rebuild of the table switches foreign keys off, outside the transaction.
            migrationBuilder.RenameTable(
                name: "PublishedFollowUp",
                newName: "PublishedFollowUpBefore");

            migrationBuilder.CreateTable(
                name: "PublishedFollowUp",
                columns: table => new
                {
                    Municipality = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Period = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    PromiseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Snapshot = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublishedFollowUp", x => new { x.Municipality, x.Period, x.PromiseId, x.Number });
                });

            // A publication contains its promise. SQLite stores a Guid in capitals.
            migrationBuilder.Sql(
                """
                INSERT INTO PublishedFollowUp (Municipality, Period, PromiseId, Number, PublishedAt, Snapshot)
                SELECT Municipality, Period,
                    coalesce(upper(json_extract(Snapshot, '$.promise.id')), '00000000-0000-0000-0000-000000000000'),
                    Number, PublishedAt, Snapshot
                FROM PublishedFollowUpBefore
                """);

            migrationBuilder.DropTable(name: "PublishedFollowUpBefore");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_PublishedFollowUp",
                table: "PublishedFollowUp");

            migrationBuilder.DropColumn(
                name: "PromiseId",
                table: "PublishedFollowUp");

            migrationBuilder.AddPrimaryKey(
                name: "PK_PublishedFollowUp",
                table: "PublishedFollowUp",
                columns: new[] { "Municipality", "Period", "Number" });
        }
    }
}
