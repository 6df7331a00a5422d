using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Medborgarlofte.TestSupport;

/// <summary>A mail server on the loopback that stores its messages, and can be stopped, refuse recipients, or drop connections.</summary>
public sealed class SmtpPeer : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();
    private readonly ConcurrentDictionary<TcpClient, Task> _connections = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    /// <summary>Starts the server on a free port.</summary>
    public SmtpPeer()
    {
        Port = LocalPorts.Next();
        ComeUp();
    }

    /// <summary>The port; unchanged by a restart.</summary>
    public int Port { get; }

    /// <summary>The accepted messages, in order.</summary>
    public IReadOnlyCollection<ReceivedMail> Mails => _mails;

    /// <summary>The answer to RCPT TO, such as <c>550 5.1.1 No such mailbox</c>; null accepts the recipient.</summary>
    public Func<string, string?> AnswerTo { get; set; } = _ => null;

    /// <summary>Whether the server drops the connection after accepting a message, before it answers.</summary>
    public bool TakesWithoutAnswer { get; set; }

    /// <summary>The number of open connections.</summary>
    public int Connections => _connections.Count;

    /// <summary>Settings that make a process send through this server.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Notices:Smtp:Host"] = "127.0.0.1",
        ["Notices:Smtp:Port"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Notices:Smtp:Security"] = "None",
        ["Notices:From"] = "Medborgarlöftet <noreply@medborgarlofte.example>",
        ["PublicAddress"] = "https://medborgarlofte.example",
    };

    /// <summary>Accepts connections again.</summary>
    public void ComeUp()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port) { ExclusiveAddressUse = false };
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Drops every connection and accepts no more.</summary>
    public async Task GoDownAsync()
    {
        _listener?.Stop();
        await _accepting;
        foreach (var (client, serving) in _connections)
        {
            client.Close();
            await serving;
        }
    }

    /// <summary>Returns the mails to an address.</summary>
    public ReceivedMail[] MailsTo(string address) => [.. _mails.Where(mail => mail.Recipient == address)];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await GoDownAsync();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                _connections[client] = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The server is stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await Task.Yield();
        try
        {
            using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
            await writer.WriteLineAsync("220 peer");
            await ConverseAsync(reader, writer);
        }
        catch (Exception exception)
            when (exception is IOException or ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // The connection was dropped.
        }
        finally
        {
            _connections.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private async Task ConverseAsync(StreamReader reader, StreamWriter writer)
    {
        var recipient = "";
        while (await reader.ReadLineAsync() is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "RCPT":
                    recipient = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    await writer.WriteLineAsync(AnswerTo(recipient) ?? "250 OK");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 Go on");
                    _mails.Enqueue(new ReceivedMail(recipient, await ReadMessageAsync(reader)));
                    if (TakesWithoutAnswer)
                    {
                        return;
                    }

                    await writer.WriteLineAsync("250 Taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 Bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 peer");
                    break;
            }
        }
    }

    private static async Task<MimeMessage> ReadMessageAsync(StreamReader reader)
    {
        using var raw = new MemoryStream();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            raw.Write(Encoding.Latin1.GetBytes((line.StartsWith('.') ? line[1..] : line) + "\r\n"));
        }

        raw.Position = 0;
        return await MimeMessage.LoadAsync(raw);
    }
}

/// <summary>A mail that the server has accepted.</summary>
/// <param name="Recipient">The address of RCPT TO.</param>
/// <param name="Message">The message.</param>
public sealed record ReceivedMail(string Recipient, MimeMessage Message)
{
    /// <summary>The body, with line feeds.</summary>
    public string Text => Message.TextBody!.ReplaceLineEndings("\n");
}
