using System.Data.Common;

namespace Medborgarlofte.Persistence;

/// <summary>
/// A transaction that was committed on a database that retries. If the connection is lost during a commit, the client cannot know its
/// outcome; the next attempt finds this row and does not repeat the work.
/// </summary>
public sealed class CommittedTransaction
{
    /// <summary>Id of the transaction, the same in every attempt.</summary>
    public required Guid Id { get; init; }

    /// <summary>When the attempt started.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Adds the table to a module's model.</summary>
    public static void AddTo(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<CommittedTransaction>(transaction =>
        {
            transaction.ToTable("CommittedTransactions");
            transaction.HasKey(committed => committed.Id);
            transaction.Property(committed => committed.Id).ValueGeneratedNever();
            transaction.HasIndex(committed => committed.At);
        });

    /// <summary>
    /// Runs work in a transaction that is committed once, however often the execution strategy retries. The work runs again only if no
    /// earlier attempt was committed.
    /// </summary>
    public static Task CommitOnceAsync(DbContext db, Func<Task> work, CancellationToken cancellationToken)
    {
        var strategy = db.Database.CreateExecutionStrategy();
        var id = Guid.CreateVersion7();
        return strategy.ExecuteAsync(
            async cancellation =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

                // The insert waits for an earlier attempt that the server has not finished yet; a query would not see it.
                if (!strategy.RetriesOnFailure || await TryInsertAsync(db, id, cancellation))
                {
                    await work();
                    await transaction.CommitAsync(cancellation);
                }
            },
            cancellationToken);
    }

    private static async Task<bool> TryInsertAsync(DbContext db, Guid id, CancellationToken cancellationToken)
    {
        try
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            await db.Database.ExecuteSqlAsync($"INSERT INTO CommittedTransactions (Id, At) VALUES ({id}, {now})", cancellationToken);
            return true;
        }
        catch (DbException exception) when (UniqueViolation.IsBehind(exception))
        {
            return false;
        }
    }
}

/// <summary>Deletes the rows of committed transactions whose last attempt is long over.</summary>
public sealed class CommittedTransactionCleanup<TContext>(
    DatabaseMigration<TContext> database, IServiceScopeFactory scopes, ILogger<CommittedTransactionCleanup<TContext>> logger)
    : HourlyJob<TContext>(database, scopes, TimeProvider.System, logger)
    where TContext : DbContext
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public override Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var earliest = Time.GetUtcNow() - Lifetime;
        return services.GetRequiredService<TContext>().Set<CommittedTransaction>()
            .Where(committed => committed.At < earliest)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
