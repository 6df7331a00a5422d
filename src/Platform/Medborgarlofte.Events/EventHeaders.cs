namespace Medborgarlofte.Events;

/// <summary>The event behind a message.</summary>
public static class EventHeaders
{
    /// <summary>Id of the event, the same at every delivery and replay: the inbox's key.</summary>
    public static Guid EventId(this ConsumeContext context) =>
        context.Headers.Get<Guid>(EventDelivery.EventIdHeader) ?? context.MessageId ?? Guid.Empty;

    /// <summary>Id of the replay that sent the message, or null for a live message.</summary>
    public static Guid? ReplayId(this ConsumeContext context) => context.Headers.Get<Guid>(EventDelivery.ReplayIdHeader);
}
