using System.Collections.Concurrent;
using System.Diagnostics;

namespace Medborgarlofte.Events;

/// <summary>
/// Hands events to the bus. On RabbitMQ an event is delivered when the broker has confirmed it. The in-memory bus loses its messages
/// with the process, so there an event is delivered when every subscribed queue has handled it: after a kill the next start publishes
/// the rest, and a slow consumer slows the relay.
/// </summary>
internal sealed class EventDelivery(
    IBus bus, QueueCatalogue queues, EventBusOptions options, BusStarted started, IHostApplicationLifetime lifetime, TimeProvider time)
{
    public const string EventIdHeader = "event-id";
    public const string CommittedAtHeader = "event-committed-at";
    public const string ReplayIdHeader = "replay-id";

    private readonly ConcurrentDictionary<Guid, Awaited> _awaited = new();

    public Task WaitUntilStartedAsync(CancellationToken cancellationToken) => started.Task.WaitAsync(cancellationToken);

    public Task PublishAsync(IReadOnlyCollection<EventLogEntry> entries, CancellationToken cancellationToken) =>
        Task.WhenAll(entries.Select(entry => DeliverAsync(entry, entry.EventId, queue: null, replayId: null, cancellationToken)));

    public Task SendAsync(IEnumerable<(EventLogEntry Entry, string Queue)> entries, Guid replayId, CancellationToken cancellationToken) =>
        Task.WhenAll(entries.Select(item =>
            DeliverAsync(item.Entry, Guid.CreateVersion7(item.Entry.At), item.Queue, replayId, cancellationToken)));

    public Task PostReceive(ReceiveContext context) => Handled(context);

    public Task ReceiveFault(ReceiveContext context)
    {
        Failed(context);

        // A message that fails because the process is stopping has not been handled: the next start publishes it again.
        return lifetime.ApplicationStopping.IsCancellationRequested ? Task.CompletedTask : Handled(context);
    }

    public static Task ConsumeFault(ReceiveContext context)
    {
        Failed(context);
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        if (EventTelemetry.EventLag.Enabled && context.Headers.Get<DateTimeOffset>(CommittedAtHeader) is { } committedAt)
        {
            EventTelemetry.EventLag.Record(
                (time.GetUtcNow() - committedAt).TotalSeconds, QueueTag(context.ReceiveContext));
        }

        return Task.CompletedTask;
    }

    private static void Failed(ReceiveContext context) => EventTelemetry.Failed.Add(1, QueueTag(context));

    private static KeyValuePair<string, object?> QueueTag(ReceiveContext context) => new("queue", context.InputAddress.Segments[^1]);

    // A stopping queue does not handle its remaining messages. Waiting for them would block shutdown, because a replay is itself a
    // message that is being handled.
    private async Task DeliverAsync(EventLogEntry entry, Guid messageId, string? queue, Guid? replayId, CancellationToken cancellationToken)
    {
        var type = EventCatalogue.TypeOf(entry.Type);
        var message = JsonSerializer.Deserialize(entry.Payload, type, EventJson.Options)!;
        var handled = options.InMemory ? Await(messageId, queue is null ? queues.CountFor(type) : 1) : Task.CompletedTask;

        using var activity = EventTelemetry.Source.StartActivity("relay " + entry.Type, ActivityKind.Producer, entry.TraceParent);
        var pipe = Pipe.Execute<SendContext>(context =>
        {
            context.MessageId = messageId;
            context.Headers.Set(EventIdHeader, entry.EventId);
            context.Headers.Set(CommittedAtHeader, entry.At);
            if (replayId is not null)
            {
                context.Headers.Set(ReplayIdHeader, replayId.Value);
            }
        });
        if (queue is null)
        {
            await bus.Publish(message, type, pipe, cancellationToken);
        }
        else
        {
            // The exchange of the same name: MassTransit would declare a queue again, without the quorum argument.
            var endpoint = await bus.GetSendEndpoint(new Uri("exchange:" + queue));
            await endpoint.Send(message, type, pipe, cancellationToken);
        }

        await handled.WaitAsync(cancellationToken).WaitAsync(lifetime.ApplicationStopping);
    }

    private Task Await(Guid messageId, int queueCount)
    {
        if (queueCount == 0)
        {
            return Task.CompletedTask;
        }

        var awaited = new Awaited(queueCount);
        _awaited[messageId] = awaited;
        return awaited.Done.Task;
    }

    private Task Handled(ReceiveContext context)
    {
        if (options.InMemory
            && context.GetMessageId() is { } messageId
            && _awaited.TryGetValue(messageId, out var awaited)
            && awaited.CountDown())
        {
            _awaited.TryRemove(messageId, out _);
            awaited.Done.SetResult();
        }

        return Task.CompletedTask;
    }

    private sealed class Awaited(int queues)
    {
        private int _left = queues;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool CountDown() => Interlocked.Decrement(ref _left) == 0;
    }
}
