using Medborgarlofte.Contracts.Replay;

namespace Medborgarlofte.Events;

/// <summary>Sends a module's events again, oldest first, directly to the queues in the request.</summary>
internal sealed class ReplaySender<TContext>(TContext db, EventDelivery delivery) : IConsumer<ReplayRequested>
    where TContext : ModuleDbContext
{
    private const int BatchSize = 500;

    public async Task Consume(ConsumeContext<ReplayRequested> context)
    {
        var request = context.Message;
        var types = request.Routes.Select(route => route.EventType).Distinct().ToList();
        var last = 0L;
        var sent = 0L;
        while (true)
        {
            var batch = await db.EventLog.AsNoTracking()
                .Where(entry => entry.Sequence > last && types.Contains(entry.Type))
                .OrderBy(entry => entry.Sequence)
                .Take(BatchSize)
                .ToListAsync(context.CancellationToken);
            if (batch.Count == 0)
            {
                break;
            }

            var deliveries =
                (from entry in batch
                 from route in request.Routes
                 where route.EventType == entry.Type
                 select (entry, route.Queue)).ToList();
            await delivery.SendAsync(deliveries, request.ReplayId, context.CancellationToken);
            sent += deliveries.Count;
            last = batch[^1].Sequence;
        }

        if (request.ReplyQueue is not null)
        {
            var reply = await context.GetSendEndpoint(new Uri("exchange:" + request.ReplyQueue));
            await reply.Send(
                new ReplaySent(request.ReplayId, context.ReceiveContext.InputAddress.Segments[^1], sent), context.CancellationToken);
        }
    }
}
