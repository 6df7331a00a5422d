using Medborgarlofte.Messaging.ReferenceData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Medborgarlofte.Messaging.Tests.Support;

/// <summary>The smallest module database there is: event log, inbox, reference data and one table of its own.</summary>
public sealed class TestDbContext(DbContextOptions<TestDbContext> options) : ModuleDbContext(options)
{
    public DbSet<Effect> Effects => Set<Effect>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        ReferenceCopy.AddTo(modelBuilder);
    }
}

/// <summary>What a consumer has done.</summary>
public sealed class Effect
{
    public int Id { get; init; }

    public required Guid EventId { get; init; }
}

/// <summary>Creates the tables as the model tells.</summary>
[DbContext(typeof(TestDbContext))]
[Migration("20210101000000_Initial")]
public sealed class CreateTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE EventLog (
            Sequence INTEGER PRIMARY KEY AUTOINCREMENT, EventId TEXT NOT NULL, Type TEXT NOT NULL, Subject TEXT NOT NULL, Payload TEXT NOT NULL,
            Actor TEXT NOT NULL, At TEXT NOT NULL, TraceParent TEXT NULL, PublishedAt TEXT NULL);
        CREATE TABLE Inbox (EventId TEXT NOT NULL, Consumer TEXT NOT NULL, At TEXT NOT NULL, PRIMARY KEY (EventId, Consumer));
        CREATE TABLE ReferenceData (
            Municipality TEXT NOT NULL, Type TEXT NOT NULL, Code TEXT NOT NULL, Version INTEGER NOT NULL, Payload TEXT NOT NULL,
            PRIMARY KEY (Municipality, Type, Code));
        CREATE TABLE Effects (Id INTEGER PRIMARY KEY AUTOINCREMENT, EventId TEXT NOT NULL);
        """);
}
