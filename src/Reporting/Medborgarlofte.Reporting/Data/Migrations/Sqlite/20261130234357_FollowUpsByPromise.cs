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
            migrationBuilder.AddColumn<Guid>(
                name: "PromiseId",
                table: "PublishedFollowUp",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            // A publication contains its promise. SQLite stores a Guid in capitals.
            migrationBuilder.Sql(
                """
                UPDATE PublishedFollowUp SET PromiseId = upper(json_extract(Snapshot, '$.promise.id'))
                WHERE json_extract(Snapshot, '$.promise.id') IS NOT NULL
                """);

            migrationBuilder.DropPrimaryKey(
                name: "PK_PublishedFollowUp",
                table: "PublishedFollowUp");

            migrationBuilder.AddPrimaryKey(
                name: "PK_PublishedFollowUp",
                table: "PublishedFollowUp",
                columns: new[] { "Municipality", "Period", "PromiseId", "Number" });
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
