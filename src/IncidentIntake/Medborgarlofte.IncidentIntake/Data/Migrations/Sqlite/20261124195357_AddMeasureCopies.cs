using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.IncidentIntake.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddMeasureCopies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {

        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
