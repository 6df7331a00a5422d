using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Benchmarks;

/// <summary>
/// Posts the same request over several connections for a limited time. Bare sockets keep the client's processor use low,
/// which leaves the processors to the measured service.
/// </summary>
internal static class HttpLoad
{
    private const int Connections = 64;

    // The runtime recompiles hot methods for some seconds.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    public static async Task<double> PostsPerSecondAsync(Uri address, string path, string json, TimeSpan duration)
    {
        var request = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: {TestIssuer.Everything()}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"));
        await RunAsync(address, request, WarmUp);
        var clock = Stopwatch.StartNew();
        var answered = await RunAsync(address, request, duration);
        return answered / clock.Elapsed.TotalSeconds;
    }

    private static async Task<long> RunAsync(Uri address, byte[] request, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections)
            .Select(_ => Task.Run(() => PostAsync(address, request, clock, duration))));
        return counts.Sum();
    }

    private static async Task<long> PostAsync(Uri address, byte[] request, Stopwatch clock, TimeSpan duration)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        var buffer = new byte[16 * 1024];
        var answered = 0L;
        while (clock.Elapsed < duration)
        {
            await socket.SendAsync(request);
            var length = 0;
            do
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(length));
                length += received > 0 ? received : throw new IOException("The connection was closed.");
            }
            while (!IsWhole(buffer.AsSpan(0, length)));

            if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 201"u8))
            {
                throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, length));
            }

            answered++;
        }

        return answered;
    }

    // Kestrel sends JSON in chunks; the last is empty.
    private static bool IsWhole(ReadOnlySpan<byte> answer) => answer.EndsWith("\r\n0\r\n\r\n"u8) || HasWholeBody(answer);

    private static bool HasWholeBody(ReadOnlySpan<byte> answer)
    {
        var headersEnd = answer.IndexOf("\r\n\r\n"u8);
        var header = answer.IndexOf("Content-Length: "u8);
        if (headersEnd < 0 || header < 0 || header > headersEnd)
        {
            return false;
        }

        var value = answer[(header + "Content-Length: ".Length)..];
        return int.Parse(value[..value.IndexOf((byte)'\r')], CultureInfo.InvariantCulture) <= answer.Length - headersEnd - 4;
    }
}
