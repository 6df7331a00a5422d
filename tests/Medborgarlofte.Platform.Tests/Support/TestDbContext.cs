using Medborgarlofte.ReferenceData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;

namespace Medborgarlofte.Platform.Tests.Support;

/// <summary>A minimal module database: event log, inbox, reference data and one table.</summary>
public sealed class TestDbContext(DbContextOptions<TestDbContext> options) : ModuleDbContext(options)
{
    public DbSet<Effect> Effects => Set<Effect>();

    public static TestDbContext On(string connectionString)
    {
        var options = new DbContextOptionsBuilder<TestDbContext>();
        _ = DatabaseSetup.IsSqlServer(connectionString)
            ? options.UseSqlServer(connectionString, server => server.EnableRetryOnFailure())
            : options.UseSqlite(connectionString);
        return new TestDbContext(options.Options);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        ReferenceCopy.AddTo(modelBuilder);
    }
}

/// <summary>An effect of a consumer.</summary>
public sealed class Effect
{
    public int Id { get; init; }

    public required Guid EventId { get; init; }
}

/// <summary>Creates the tables of the model on either provider.</summary>
[DbContext(typeof(TestDbContext))]
[Migration("20210101000000_Initial")]
public sealed class CreateTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "EventLog",
            table => new
            {
                Sequence = Numbered(table.Column<long>()),
                EventId = table.Column<Guid>(),
                Type = table.Column<string>(maxLength: 100),
                Subject = table.Column<Guid>(),
                Payload = table.Column<string>(),
                Actor = table.Column<string>(maxLength: 100),
                At = table.Column<DateTime>(),
                TraceParent = table.Column<string>(maxLength: 55, nullable: true),
                PublishedAt = table.Column<DateTime>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_EventLog", entry => entry.Sequence));
        migrationBuilder.CreateTable(
            "Inbox",
            table => new { EventId = table.Column<Guid>(), Consumer = table.Column<string>(maxLength: 100), At = table.Column<DateTime>() },
            constraints: table => table.PrimaryKey("PK_Inbox", entry => new { entry.EventId, entry.Consumer }));
        migrationBuilder.CreateTable(
            "ReferenceData",
            table => new
            {
                Municipality = table.Column<string>(maxLength: 4),
                Type = table.Column<string>(maxLength: 100),
                Code = table.Column<string>(maxLength: 64),
                Version = table.Column<int>(),
                Payload = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_ReferenceData", copy => new { copy.Municipality, copy.Type, copy.Code }));
        migrationBuilder.CreateTable(
            "CommittedTransactions",
            table => new { Id = table.Column<Guid>(), At = table.Column<DateTime>() },
            constraints: table => table.PrimaryKey("PK_CommittedTransactions", committed => committed.Id));
        migrationBuilder.CreateTable(
            "Effects",
            table => new { Id = Numbered(table.Column<int>()), EventId = table.Column<Guid>() },
            constraints: table => table.PrimaryKey("PK_Effects", effect => effect.Id));

        if (migrationBuilder.IsSqlServer())
        {
            foreach (var text in migrationBuilder.Operations.OfType<CreateTableOperation>().SelectMany(table => table.Columns)
                .Where(column => column.ClrType == typeof(string)))
            {
                text.Collation = ModuleDbContext.SqlServerCollation;
            }
        }
    }

    private static OperationBuilder<AddColumnOperation> Numbered(OperationBuilder<AddColumnOperation> column) =>
        column.Annotation("SqlServer:Identity", "1, 1").Annotation("Sqlite:Autoincrement", true);
}
