using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medborgarlofte.NeighbourhoodWatch.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddGroupLifecycleAndTraining : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "HouseholdsInReach",
                table: "WatchGroups",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "LastActivityOn",
                table: "WatchGroups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Status",
                table: "WatchGroups",
                type: "TEXT",
                maxLength: 24,
                nullable: false,
                defaultValue: "Active");

            migrationBuilder.AddColumn<DateOnly>(
                name: "StatusSince",
                table: "WatchGroups",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            // Only running groups were registered until now.
            migrationBuilder.Sql("UPDATE [WatchGroups] SET [StatusSince] = [RegisteredOn]");

            migrationBuilder.AddColumn<string>(
                name: "StopReason",
                table: "WatchGroups",
                type: "TEXT",
                maxLength: 24,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "TrainedOn",
                table: "WatchGroups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "GroupActivities",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupActivities", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GroupActivities_WatchGroups_GroupId",
                        column: x => x.GroupId,
                        principalTable: "WatchGroups",
                        principalColumn: "PublicId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Members",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    TakesPart = table.Column<bool>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    ConsentOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    WithdrawnOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    AddedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Municipality = table.Column<string>(type: "TEXT", unicode: false, fixedLength: true, maxLength: 4, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Members", x => x.Id);
                    table.UniqueConstraint("AK_Members_PublicId", x => x.PublicId);
                    table.ForeignKey(
                        name: "FK_Members_WatchGroups_GroupId",
                        column: x => x.GroupId,
                        principalTable: "WatchGroups",
                        principalColumn: "PublicId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Restrictions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    MeasureIds = table.Column<string>(type: "TEXT", nullable: false),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Municipality = table.Column<string>(type: "TEXT", unicode: false, fixedLength: true, maxLength: 4, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Restrictions", x => x.Id);
                    table.UniqueConstraint("AK_Restrictions_PublicId", x => x.PublicId);
                });

            migrationBuilder.CreateTable(
                name: "Settings",
                columns: table => new
                {
                    Municipality = table.Column<string>(type: "TEXT", unicode: false, fixedLength: true, maxLength: 4, nullable: false),
                    HouseholdsPerContactPerson = table.Column<int>(type: "INTEGER", nullable: true),
                    MinimumSharePercent = table.Column<int>(type: "INTEGER", nullable: true),
                    RetrainingMonths = table.Column<int>(type: "INTEGER", nullable: true),
                    DormantAfterMonths = table.Column<int>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Settings", x => x.Municipality);
                });

            migrationBuilder.CreateTable(
                name: "Trainings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Form = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    StartsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Seats = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    StopReason = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Municipality = table.Column<string>(type: "TEXT", unicode: false, fixedLength: true, maxLength: 4, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Trainings", x => x.Id);
                    table.UniqueConstraint("AK_Trainings_PublicId", x => x.PublicId);
                });

            migrationBuilder.CreateTable(
                name: "TrainingBookings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Seats = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    TrainingId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrainingBookings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TrainingBookings_Trainings_TrainingId",
                        column: x => x.TrainingId,
                        principalTable: "Trainings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_GroupActivities_GroupId_On",
                table: "GroupActivities",
                columns: new[] { "GroupId", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_GroupActivities_PublicId",
                table: "GroupActivities",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Members_GroupId_Role",
                table: "Members",
                columns: new[] { "GroupId", "Role" });

            migrationBuilder.CreateIndex(
                name: "IX_Restrictions_Municipality_From",
                table: "Restrictions",
                columns: new[] { "Municipality", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_TrainingBookings_TrainingId_GroupId",
                table: "TrainingBookings",
                columns: new[] { "TrainingId", "GroupId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Trainings_Municipality_StartsAt",
                table: "Trainings",
                columns: new[] { "Municipality", "StartsAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "GroupActivities");

            migrationBuilder.DropTable(
                name: "Members");

            migrationBuilder.DropTable(
                name: "Restrictions");

            migrationBuilder.DropTable(
                name: "Settings");

            migrationBuilder.DropTable(
                name: "TrainingBookings");

            migrationBuilder.DropTable(
                name: "Trainings");

            migrationBuilder.DropColumn(
                name: "HouseholdsInReach",
                table: "WatchGroups");

            migrationBuilder.DropColumn(
                name: "LastActivityOn",
                table: "WatchGroups");

            migrationBuilder.DropColumn(
                name: "Status",
                table: "WatchGroups");

            migrationBuilder.DropColumn(
                name: "StatusSince",
                table: "WatchGroups");

            migrationBuilder.DropColumn(
                name: "StopReason",
                table: "WatchGroups");

            migrationBuilder.DropColumn(
                name: "TrainedOn",
                table: "WatchGroups");
        }
    }
}
