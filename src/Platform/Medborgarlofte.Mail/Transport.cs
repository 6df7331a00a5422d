using MimeKit;

namespace Medborgarlofte.Mail;

/// <summary>Where messages go.</summary>
internal interface INoticeTransport
{
    /// <summary>Opens a way for several messages, one after another.</summary>
    /// <exception cref="TransportDownException">There is no way now.</exception>
    Task<INoticeChannel> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>A way that is open.</summary>
internal interface INoticeChannel : IAsyncDisposable
{
    /// <summary>Sends a message whole; it is not broken off half-way, or nobody would know whether it has gone.</summary>
    /// <returns>Null where it is sent.</returns>
    /// <exception cref="TransportDownException">The way is closed; whether the message has gone is unknown.</exception>
    Task<Refusal?> SendAsync(MimeMessage message);
}

/// <summary>Why a message was not taken.</summary>
/// <param name="Failure">The code that is shown: no words of the server's, which could hold the address.</param>
/// <param name="ForGood">Whether it would be refused again.</param>
internal sealed record Refusal(string Failure, bool ForGood);

/// <summary>No message can be sent now.</summary>
internal sealed class TransportDownException(string failure, Exception inner) : Exception("No message can be sent now.", inner)
{
    /// <summary>The code that is shown.</summary>
    public string Failure => failure;
}
