using Medborgarlofte.Contracts.Replay;
using Medborgarlofte.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Medborgarlofte.Events;

/// <summary>
/// Asks for everything that happened before a module's queues existed: a broker keeps nothing for a service that has
/// never run. Asks at a start where the module holds none of the copies that those events make, such as that of a municipality; its queues are
/// bound by then, so nothing falls between.
/// </summary>
internal sealed class InitialCatchUp<TContext, TCopy>(
    string module, string[] queueNames, IServiceScopeFactory scopes, QueueCatalogue queues, BusStarted started, DatabaseMigration<TContext> database, TimeProvider time) : BackgroundService
    where TContext : ModuleDbContext
    where TCopy : class
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            await database.Ready.WaitAsync(stoppingToken);
            await AskAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The host stops, or could not start.
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        if (!await db.Set<TCopy>().AnyAsync(cancellationToken))
        {
            var id = Guid.CreateVersion7(time.GetUtcNow());
            db.Record(id, new ReplayRequested(id, ReplyQueue: null, queues.RoutesTo(queueNames)), module, time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
