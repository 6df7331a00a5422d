using Medborgarlofte.Http;

namespace Medborgarlofte.Persistence;

/// <summary>Saves changes and reads pages; database conflicts become problem details.</summary>
public static class DbContextSaving
{
    /// <summary>Saves a new entity. If a unique key is already in use, the error has the Swedish message.</summary>
    /// <exception cref="ConflictException">A unique key is already in use (409).</exception>
    public static async Task SaveNewAsync(this DbContext db, string conflict, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (UniqueViolation.IsBehind(exception))
        {
            throw new ConflictException(conflict);
        }
    }

    /// <summary>Saves a change.</summary>
    /// <exception cref="ProblemException">Another caller changed the same entity in the meantime (412).</exception>
    public static async Task SaveChangedAsync(this DbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || UniqueViolation.IsBehind(exception))
        {
            // A row with the version in its key, such as a note, may collide before the version does.
            throw Preconditions.Changed();
        }
    }

    /// <summary>Runs work in a transaction that is committed once. SQL Server may request a retry, which runs the work again.</summary>
    /// <param name="db">The module's database.</param>
    /// <param name="work">The work. It may run more than once, so it reads its state from the database and not from tracked
    /// entities.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static Task InTransactionAsync(this DbContext db, Func<Task> work, CancellationToken cancellationToken) =>
        CommittedTransaction.CommitOnceAsync(
            db,
            () =>
            {
                db.ChangeTracker.Clear();
                return work();
            },
            cancellationToken);

    /// <summary>
    /// Runs work in a transaction that first locks aggregates, so that concurrent changes of their children wait for each other instead of
    /// conflicting on the version of the aggregate.
    /// </summary>
    /// <param name="db">The module's database.</param>
    /// <param name="locked">The aggregates to lock.</param>
    /// <param name="work">The work. It may run more than once, and reads the aggregates itself.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static Task InTransactionAsync<T>(
        this DbContext db, IQueryable<T> locked, Func<Task> work, CancellationToken cancellationToken)
        where T : Aggregate =>
        db.InTransactionAsync(
            async () =>
            {
                await locked.LockAsync(cancellationToken);
                await work();
            },
            cancellationToken);

    /// <summary>Locks aggregates until the transaction ends, by an update that changes nothing.</summary>
    /// <returns>The number of locked aggregates.</returns>
    public static Task<int> LockAsync<T>(this IQueryable<T> aggregates, CancellationToken cancellationToken)
        where T : Aggregate => aggregates.ExecuteUpdateAsync(
            locked => locked.SetProperty(aggregate => aggregate.Version, aggregate => aggregate.Version), cancellationToken);

    /// <summary>Reads one page of a list.</summary>
    /// <exception cref="InvalidRequestException">Page or limit is out of range.</exception>
    public static async Task<PageOf<T>> ToPageAsync<T>(this IQueryable<T> list, Paging paging, CancellationToken cancellationToken)
    {
        paging.Check();
        var total = await list.CountAsync(cancellationToken);
        var items = await list.Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return new PageOf<T>(items, paging.Number, paging.Size, total);
    }
}
