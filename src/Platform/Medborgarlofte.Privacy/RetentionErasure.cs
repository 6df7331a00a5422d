using MassTransit;
using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Events;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Privacy;

/// <summary>Erases what a retention run asks of a module, and tells the run how much it was.</summary>
public static class RetentionErasure
{
    /// <summary>Who stands in the event log for what a retention run does.</summary>
    public const string Actor = "retention";

    /// <summary>Erases once for each request, within the caller's transaction; call <see cref="EmptyLogAsync"/> after its commit.</summary>
    /// <param name="db">The module's database.</param>
    /// <param name="context">The request.</param>
    /// <param name="now">The time now.</param>
    /// <param name="erasers">How the module erases each type of document that it holds: what has not changed since a time, and how many that were.</param>
    public static async Task EraseOnceAsync(
        this ModuleDbContext db,
        ConsumeContext<ErasureRequested> context,
        DateTimeOffset now,
        IReadOnlyDictionary<DocumentType, Func<DateTimeOffset, Task<int>>> erasers)
    {
        if (!await db.TryBeginOnceAsync(context.EventId(), nameof(RetentionErasure), now, context.CancellationToken))
        {
            return;
        }

        var request = context.Message;
        foreach (var due in request.Due)
        {
            if (erasers.TryGetValue(due.DocumentType, out var erase))
            {
                var count = await erase(due.Before);
                db.Record(request.RunId, new DocumentsErased(request.RunId, 1, request.Municipality, due.DocumentType, count), Actor, now);
            }
        }

        await db.SaveChangesAsync(context.CancellationToken);
    }

    /// <summary>SQLite overwrites what is deleted or replaced (secure_delete), but older pages stand in the WAL until it is emptied.</summary>
    public static Task EmptyLogAsync(this ModuleDbContext db, CancellationToken cancellationToken) => db.Database.IsSqlite()
        ? db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken)
        : Task.CompletedTask;
}
