using MassTransit;
using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Privacy;

/// <summary>A type of document that a module stores for a time and then erases (gallrar). The module registers it with
/// <see cref="Retention.AddRetentionType"/>; no other module changes.</summary>
public interface IRetentionType<in TContext>
    where TContext : ModuleDbContext
{
    /// <summary>The type of document.</summary>
    DocumentType DocumentType { get; }

    /// <summary>Erases a municipality's documents that have not changed since a time.</summary>
    /// <param name="db">The module's database, in the transaction of the retention run.</param>
    /// <param name="municipality">SCB municipality code.</param>
    /// <param name="before">Documents whose latest change is before this time are due.</param>
    /// <param name="cancellationToken">Cancels the erasure.</param>
    /// <returns>The number of erased documents.</returns>
    Task<int> EraseAsync(TContext db, string municipality, DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>Erasure of due documents in a module, at the request of a retention run.</summary>
public static class Retention
{
    /// <summary>The actor in the event log for changes that a retention run makes.</summary>
    public const string Actor = "retention";

    /// <summary>Registers a type of document that a module stores.</summary>
    public static IServiceCollection AddRetentionType<TContext, TType>(this IServiceCollection services)
        where TContext : ModuleDbContext
        where TType : class, IRetentionType<TContext> => services.AddSingleton<IRetentionType<TContext>, TType>();

    /// <summary>
    /// Erases due documents once for each request and records the count of each type, within the caller's transaction.
    /// Call <see cref="TruncateLogAsync"/> after its commit.
    /// </summary>
    public static async Task EraseOnceAsync<TContext>(
        this TContext db, ConsumeContext<ErasureRequested> context, IEnumerable<IRetentionType<TContext>> types, DateTimeOffset now)
        where TContext : ModuleDbContext
    {
        if (!await db.TryBeginOnceAsync(context.EventId(), nameof(Retention), now, context.CancellationToken))
        {
            return;
        }

        var request = context.Message;
        foreach (var (due, type) in request.Due.Join(types, due => due.DocumentType, type => type.DocumentType, (due, type) => (due, type)))
        {
            var count = await type.EraseAsync(db, request.Municipality, due.Before, context.CancellationToken);
            db.Record(request.RunId, new DocumentsErased(request.RunId, 1, request.Municipality, due.DocumentType, count), Actor, now);
        }

        await db.SaveChangesAsync(context.CancellationToken);
    }

    /// <summary>
    /// Truncates SQLite's write-ahead log, where older pages survive although secure_delete overwrites what is deleted or replaced.
    /// </summary>
    public static Task TruncateLogAsync(this ModuleDbContext db, CancellationToken cancellationToken) => db.Database.IsSqlite()
        ? db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken)
        : Task.CompletedTask;
}

/// <summary>Erases a module's due documents when a retention run requests it.</summary>
public sealed class RetentionErasure<TContext>(TContext db, IEnumerable<IRetentionType<TContext>> types, TimeProvider time)
    : IConsumer<ErasureRequested>
    where TContext : ModuleDbContext
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ErasureRequested> context)
    {
        await db.InTransactionAsync(() => db.EraseOnceAsync(context, types, time.GetUtcNow()), context.CancellationToken);
        await db.TruncateLogAsync(context.CancellationToken);
    }
}
