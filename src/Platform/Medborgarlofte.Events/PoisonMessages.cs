using MassTransit;

namespace Medborgarlofte.Events;

/// <summary>A message has come again and again without ever being handled or given up: presumably it ends the process that takes it.</summary>
/// <param name="deliveries">How often it has come before.</param>
public sealed class PoisonMessageException(long deliveries)
    : Exception($"Delivered {deliveries} times before, and neither handled nor given up: the process ended each time.");

/// <summary>
/// Gives up a message that ends its consumer's process, before the broker does: past its delivery limit a quorum queue
/// drops a message without a trace, whereas here it lies in the error queue with the reason.
/// </summary>
internal static class PoisonMessages
{
    /// <summary>Well below the broker's own limit, so that what dies before it comes this far has tries left.</summary>
    public const int MostDeliveries = 10;

    private const string DeliveryCount = "x-delivery-count";

    public static void Refuse(ConsumeContext context)
    {
        // Quorum queues count from the second delivery on; in memory nothing outlives the process.
        var before = context.ReceiveContext.TransportHeaders.Get<long>(DeliveryCount, 0) ?? 0;
        if (before >= MostDeliveries)
        {
            throw new PoisonMessageException(before);
        }
    }
}
