using MimeKit;

namespace Medborgarlofte.Mail;

/// <summary>Transport of messages.</summary>
internal interface INoticeTransport
{
    /// <summary>Opens a channel for several messages.</summary>
    /// <exception cref="TransportDownException">The transport is unavailable.</exception>
    Task<INoticeChannel> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>An open channel.</summary>
internal interface INoticeChannel : IAsyncDisposable
{
    /// <summary>Sends a message. Not cancellable, because a cancelled message would have an unknown outcome.</summary>
    /// <returns>Null if the message was sent.</returns>
    /// <exception cref="TransportDownException">The channel failed; the outcome of the message is unknown.</exception>
    Task<Refusal?> SendAsync(MimeMessage message);
}

/// <summary>Rejection of a message.</summary>
/// <param name="Failure">Failure code; never the server's text, which could contain the address.</param>
/// <param name="IsPermanent">Whether a retry would be rejected too.</param>
internal sealed record Refusal(string Failure, bool IsPermanent);

/// <summary>The mail transport is unavailable.</summary>
internal sealed class TransportDownException(string failure, Exception inner) : Exception("The mail transport is unavailable.", inner)
{
    /// <summary>Failure code.</summary>
    public string Failure => failure;
}
