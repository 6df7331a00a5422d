using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Medborgarlofte.TestSupport;

/// <summary>A mail server on the loopback that keeps what it is given, and can be away, refuse, or break off.</summary>
public sealed class SmtpPeer : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();
    private readonly ConcurrentDictionary<TcpClient, Task> _connections = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    /// <summary>Starts it on a port of its own.</summary>
    public SmtpPeer()
    {
        Port = LocalPorts.Next();
        ComeUp();
    }

    /// <summary>Its port; the same after it was away.</summary>
    public int Port { get; }

    /// <summary>What it has taken, in order.</summary>
    public IReadOnlyCollection<ReceivedMail> Mails => _mails;

    /// <summary>What it answers to a recipient, such as <c>550 5.1.1 No such mailbox</c>; null takes the recipient.</summary>
    public Func<string, string?> AnswerTo { get; set; } = _ => null;

    /// <summary>Whether it breaks the connection after it has taken a message, before it says so.</summary>
    public bool TakesWithoutAnswer { get; set; }

    /// <summary>How many connections are open just now.</summary>
    public int Connections => _connections.Count;

    /// <summary>Settings of a process that sends by it.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Notices:Smtp:Host"] = "127.0.0.1",
        ["Notices:Smtp:Port"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Notices:Smtp:Security"] = "None",
        ["Notices:From"] = "Medborgarlöftet <noreply@medborgarlofte.example>",
        ["PublicAddress"] = "https://medborgarlofte.example",
    };

    /// <summary>Takes connections again.</summary>
    public void ComeUp()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port) { ExclusiveAddressUse = false };
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Breaks every connection and takes no more.</summary>
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

    /// <summary>The mails to an address.</summary>
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
            // It goes down.
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
            // The connection broke.
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

/// <summary>A mail that the server has taken.</summary>
/// <param name="Recipient">The address after RCPT TO.</param>
/// <param name="Message">The message.</param>
public sealed record ReceivedMail(string Recipient, MimeMessage Message)
{
    /// <summary>Its text, with line feeds.</summary>
    public string Text => Message.TextBody!.ReplaceLineEndings("\n");
}
