using System.Net;
using System.Net.Sockets;

namespace Medborgarlofte.TestSupport;

/// <summary>
/// Hands out free loopback ports, each once. A test process owns whole blocks of ports: it listens on the first port of a block while it
/// runs, so that two test processes never return the same port. The blocks are below the operating system's ephemeral ports.
/// </summary>
public static class LocalPorts
{
    private const int First = 20_000;
    private const int End = 32_000;
    private const int BlockSize = 100;

    private static readonly Lock Gate = new();
    private static readonly List<TcpListener> Blocks = [];
    private static int _nextBlock = First;
    private static int _next;

    /// <summary>Returns a port that nothing listens on.</summary>
    public static int Next()
    {
        lock (Gate)
        {
            while (true)
            {
                if (_next % BlockSize == 0)
                {
                    _next = TakeBlock();
                }

                var port = _next++;
                if (TryListen(port) is { } probe)
                {
                    probe.Stop();
                    return port;
                }
            }
        }
    }

    private static int TakeBlock()
    {
        for (; _nextBlock < End; _nextBlock += BlockSize)
        {
            if (TryListen(_nextBlock) is { } block)
            {
                Blocks.Add(block);
                return _nextBlock + 1;
            }
        }

        throw new InvalidOperationException($"No block of ports is free between {First} and {End}.");
    }

    private static TcpListener? TryListen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
