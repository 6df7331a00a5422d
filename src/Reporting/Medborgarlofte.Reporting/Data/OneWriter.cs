using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Data;

/// <summary>The one row that every writing transaction touches first.</summary>
internal sealed class WriteGate
{
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; }

    /// <summary>How many transactions have passed.</summary>
    public long Passed { get; init; }
}

/// <summary>
/// Lets one transaction at a time change the read models: in this process by turn, and between replicas by the lock on
/// one row. So a replay that empties everything and an event that arrives
/// at the same moment come one after the other, never mixed.
/// </summary>
internal sealed class OneWriter(DatabaseWriteLock<ReportingDbContext> turn)
{
    private const string PassGate = "UPDATE WriteGate SET Passed = Passed + 1";

    // A replay empties millions of rows in one transaction, and another replica waits for it.
    private static readonly TimeSpan LongestStatement = TimeSpan.FromMinutes(5);

    /// <summary>Runs the changes in one transaction, again where SQL Server asks for a retry.</summary>
    public Task WriteAsync(ReportingDbContext db, Func<Task> write, CancellationToken cancellationToken) => turn.RunAsync(
        () => db.InTransactionAsync(
            async () =>
            {
                db.Database.SetCommandTimeout(LongestStatement);
                await db.Database.ExecuteSqlRawAsync(PassGate, cancellationToken);
                await write();
            },
            cancellationToken),
        cancellationToken);
}
