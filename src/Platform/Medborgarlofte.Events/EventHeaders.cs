using MassTransit;

namespace Medborgarlofte.Events;

/// <summary>What a consumer can read of the event behind a message.</summary>
public static class EventHeaders
{
    /// <summary>Id of the event, the same at every delivery and replay: the inbox's key.</summary>
    public static Guid EventId(this ConsumeContext context) =>
        context.Headers.Get<Guid>(EventDelivery.EventIdHeader) ?? context.MessageId ?? Guid.Empty;

    /// <summary>Id of the replay that brought the message, or null where it came live.</summary>
    public static Guid? ReplayId(this ConsumeContext context) => context.Headers.Get<Guid>(EventDelivery.ReplayIdHeader);
}
