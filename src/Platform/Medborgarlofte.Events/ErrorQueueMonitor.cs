using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Medborgarlofte.Events;

/// <summary>
/// Measures the number of messages in the error queues of this process's queues. Declares an error queue that does not exist yet, with
/// MassTransit's arguments: a passive declaration of a missing queue would log an error in the broker at every measurement.
/// </summary>
internal sealed class ErrorQueueMonitor(
    EventBusOptions options,
    QueueCatalogue queues,
    BusStarted started,
    TimeProvider time,
    ILogger<ErrorQueueMonitor> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    // Error queues that exist with other arguments. They are only read.
    private readonly HashSet<string> _foreign = new(StringComparer.Ordinal);
    private IConnection? _connection;

    /// <summary>
    /// Arguments of every queue and its error queue: replicated, with a delivery limit above the limit of <see cref="PoisonMessages"/>.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> QueueArguments { get; } =
        new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = 20 };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            using var timer = new PeriodicTimer(Interval, time);
            do
            {
                await MeasureAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host is stopping.
        }
        finally
        {
            await DisconnectAsync();
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (!EventTelemetry.ErrorQueueDepth.Enabled)
        {
            return;
        }

        try
        {
            _connection ??= await new ConnectionFactory { Uri = new Uri(options.Broker!), AutomaticRecoveryEnabled = false }
                .CreateConnectionAsync("error queue monitor", cancellationToken);
            foreach (var queue in queues.All)
            {
                var depth = await DepthAsync(_connection, queue.Name + "_error", cancellationToken);
                EventTelemetry.ErrorQueueDepth.Record(depth, new KeyValuePair<string, object?>("queue", queue.Name));
            }
        }
#pragma warning disable CA1031 // The broker may be unreachable; the next measurement tries again.
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogDebug("The error queues could not be measured: {Reason}", exception.Message);
            await DisconnectAsync();
        }
    }

    private async Task<long> DepthAsync(IConnection connection, string errorQueue, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        if (_foreign.Contains(errorQueue))
        {
            return (await channel.QueueDeclarePassiveAsync(errorQueue, cancellationToken)).MessageCount;
        }

        try
        {
            var declared = await channel.QueueDeclareAsync(
                errorQueue,
                durable: true,
                exclusive: false,
                autoDelete: false,
                QueueArguments.ToDictionary(),
                cancellationToken: cancellationToken);
            return declared.MessageCount;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.PreconditionFailed)
        {
            _foreign.Add(errorQueue);
            return await DepthAsync(connection, errorQueue, cancellationToken);
        }
    }

    private async Task DisconnectAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
