using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Medborgarlofte.Mail;

/// <summary>Sends messages by SMTP.</summary>
internal sealed class SmtpTransport(SmtpSettings settings) : INoticeTransport
{
    /// <summary>Timeout of each server response.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public async Task<INoticeChannel> OpenAsync(CancellationToken cancellationToken)
    {
        var client = new SmtpClient { Timeout = (int)Timeout.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(settings.Host!, settings.Port, OptionsFor(settings.Security), cancellationToken);
            if (settings.UserName is { Length: > 0 } user)
            {
                await client.AuthenticateAsync(user, settings.Password ?? "", cancellationToken);
            }

            return new Channel(client);
        }
        catch (Exception exception) when (IsTransportFailure(exception, cancellationToken))
        {
            client.Dispose();
            throw new TransportDownException(FailureOf(exception), exception);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static SecureSocketOptions OptionsFor(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private static bool IsTransportFailure(Exception exception, CancellationToken cancellationToken) => exception
        is SocketException or IOException or TimeoutException or SslHandshakeException or AuthenticationException or NotSupportedException
        or ProtocolException or CommandException or ServiceNotConnectedException or ServiceNotAuthenticatedException
        || exception is OperationCanceledException && !cancellationToken.IsCancellationRequested;

    private static string FailureOf(Exception exception) => exception switch
    {
        AuthenticationException => "mail-server-sign-in",
        SslHandshakeException or NotSupportedException => "mail-server-security",
        SmtpCommandException command => "mail-server-" + Code(command),
        _ => "mail-server-unreachable",
    };

    private static string Code(SmtpCommandException command) => ((int)command.StatusCode).ToString(CultureInfo.InvariantCulture);

    private sealed class Channel(SmtpClient client) : INoticeChannel
    {
        public async Task<Refusal?> SendAsync(MimeMessage message)
        {
            try
            {
                await client.SendAsync(message, CancellationToken.None);
                return null;
            }
            catch (SmtpCommandException command) when (IsMessageRejected(command))
            {
                var isPermanent = (int)command.StatusCode >= 500;
                return new Refusal((isPermanent ? "refused-" : "deferred-") + Code(command), isPermanent);
            }
            catch (Exception exception) when (IsTransportFailure(exception, CancellationToken.None))
            {
                throw new TransportDownException(FailureOf(exception), exception);
            }
        }

        // A rejection of the sender or of all mail must not fail a recipient.
        private static bool IsMessageRejected(SmtpCommandException command) =>
            command.StatusCode != SmtpStatusCode.ServiceNotAvailable
            && command.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;

        public async ValueTask DisposeAsync()
        {
            try
            {
                await client.DisconnectAsync(client.IsConnected, CancellationToken.None);
            }
            catch (Exception exception) when (IsTransportFailure(exception, CancellationToken.None))
            {
                // A failed disconnect has no consequences.
            }

            client.Dispose();
        }
    }
}
