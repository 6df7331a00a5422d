using System.Net.Sockets;
using System.Text;

namespace Medborgarlofte.Gateway.Tests.Support;

/// <summary>Sends malformed requests, such as half a body or endless headers.</summary>
internal static class RawHttp
{
    /// <summary>Sends a text unchanged and reads until the server closes the connection.</summary>
    public static async Task<string> SendAsync(Uri address, string text)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var answer = new StringBuilder();
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(text));
            var buffer = new byte[16 * 1024];
            int received;
            while ((received = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken)) > 0)
            {
                answer.Append(Encoding.UTF8.GetString(buffer, 0, received));
            }
        }
        catch (SocketException) when (answer.Length > 0)
        {
            // The server closed the connection before reading the whole request; the response is complete.
        }

        return answer.ToString();
    }
}
