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
            // A publication contains its promise; SQLite stores a Guid in capitals.
            migrationBuilder.Sql(
                """
                CREATE TABLE PublishedFollowUpByPromise (
                    Municipality TEXT NOT NULL,
                    Period TEXT NOT NULL,
                    PromiseId TEXT NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
                    Number INTEGER NOT NULL,
                    PublishedAt TEXT NOT NULL,
                    Snapshot TEXT NOT NULL,
                    CONSTRAINT PK_PublishedFollowUp PRIMARY KEY (Municipality, Period, PromiseId, Number)
                );
                INSERT INTO PublishedFollowUpByPromise (Municipality, Period, PromiseId, Number, PublishedAt, Snapshot)
                SELECT Municipality, Period,
                    coalesce(upper(json_extract(Snapshot, '$.promise.id')), '00000000-0000-0000-0000-000000000000'),
                    Number, PublishedAt, Snapshot
                FROM PublishedFollowUp;
                DROP TABLE PublishedFollowUp;
                ALTER TABLE PublishedFollowUpByPromise RENAME TO PublishedFollowUp;
                """);
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
