namespace Medborgarlofte.Events;

/// <summary>A message was delivered repeatedly but never completed: presumably it crashes the consuming process.</summary>
/// <param name="deliveries">Number of earlier deliveries.</param>
public sealed class PoisonMessageException(long deliveries)
    : Exception($"Delivered {deliveries} times without being handled or rejected; the process ended each time.");

/// <summary>
/// Moves a message that crashes its consumer's process to the error queue, with the reason. A quorum queue would silently drop it at its
/// delivery limit.
/// </summary>
internal static class PoisonMessages
{
    /// <summary>Maximum number of deliveries, well below the broker's limit: some crashes happen before this check.</summary>
    public const int MaxDeliveries = 10;

    private const string DeliveryCount = "x-delivery-count";

    public static void Refuse(ConsumeContext context)
    {
        // Quorum queues count from the second delivery. The in-memory bus never redelivers.
        var before = context.ReceiveContext.TransportHeaders.Get<long>(DeliveryCount, 0) ?? 0;
        if (before >= MaxDeliveries)
        {
            throw new PoisonMessageException(before);
        }
    }
}
