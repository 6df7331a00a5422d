using Medborgarlofte.Http;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Persistence;

/// <summary>Saves and reads as the API answers: conflicts as problems, lists in pages.</summary>
public static class Saving
{
    /// <summary>Saves something new.</summary>
    /// <param name="db">The module's database.</param>
    /// <param name="conflict">What to tell when a unique key is taken.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    /// <exception cref="ConflictException">A unique key is taken (409).</exception>
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
    /// <exception cref="ProblemException">Somebody else has changed the same thing meanwhile (412).</exception>
    public static async Task SaveChangedAsync(this DbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || UniqueViolation.IsBehind(exception))
        {
            // A row that goes with the same version, such as its note, may collide before the version does.
            throw Preconditions.Changed();
        }
    }

    /// <summary>Does several things to the database whole or not at all; again from the start where SQL Server asks for a retry.</summary>
    /// <param name="db">The module's database.</param>
    /// <param name="work">What to do; it may run more than once, so it starts from the database and not from tracked rows.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task InTransactionAsync(this DbContext db, Func<Task> work, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await work();
            await transaction.CommitAsync(cancellationToken);
        });

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
