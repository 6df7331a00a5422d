using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.Reporting.Data.Migrations.SqlServer
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
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            // A publication contains its promise. EXEC, because a script compiles the batch before the column exists.
            migrationBuilder.Sql(
                """
                EXEC(N'UPDATE PublishedFollowUp SET PromiseId = CONVERT(uniqueidentifier, JSON_VALUE(Snapshot, ''$.promise.id''))
                WHERE JSON_VALUE(Snapshot, ''$.promise.id'') IS NOT NULL')
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
