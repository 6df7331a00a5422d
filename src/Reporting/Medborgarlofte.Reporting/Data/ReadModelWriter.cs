namespace Medborgarlofte.Reporting.Data;

/// <summary>
/// Serializes the transactions that change the read models: within the process by the write lock, between replicas by a lock on one row.
/// Therefore a replay, which empties the read models, never interleaves with an event.
/// </summary>
internal sealed class ReadModelWriter(DatabaseWriteLock<ReportingDbContext> writeLock)
{
    private const string TakeRowLock = "UPDATE WriteGate SET Passed = Passed + 1";

    // The replicas wait for each other, also while one of them deletes many rows.
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Runs the changes in one transaction. SQL Server may require a retry, so the changes may run more than once.</summary>
    public Task WriteAsync(ReportingDbContext db, Func<Task> write, CancellationToken cancellationToken) => writeLock.RunAsync(
        () => db.InTransactionAsync(
            async () =>
            {
                db.Database.SetCommandTimeout(CommandTimeout);
                await db.Database.ExecuteSqlRawAsync(TakeRowLock, cancellationToken);
                await write();
            },
            cancellationToken),
        cancellationToken);
}

/// <summary>The only row of the table that every writing transaction updates first.</summary>
internal sealed class WriteGate
{
    public const int OnlyId = 1;

    public int Id { get; init; }

    /// <summary>Number of transactions.</summary>
    public long Passed { get; init; }
}

internal sealed class WriteGateConfiguration : IEntityTypeConfiguration<WriteGate>
{
    public void Configure(EntityTypeBuilder<WriteGate> builder)
    {
        builder.ToTable("WriteGate");
        builder.Property(gate => gate.Id).ValueGeneratedNever();
        builder.HasData(new WriteGate { Id = WriteGate.OnlyId });
    }
}
