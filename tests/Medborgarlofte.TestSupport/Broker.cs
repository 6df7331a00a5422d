using System.Text;
using RabbitMQ.Client;

namespace Medborgarlofte.TestSupport;

/// <summary>Uses the broker without MassTransit, as another version of the program or an operator would.</summary>
public static class Broker
{
    private const int AccessRefused = 403;

    /// <summary>Sends a raw message to a queue, as a publisher of another version would.</summary>
    public static async Task SendRawAsync(string broker, string queue, string messageType, string message)
    {
        await using var connection = await ConnectAsync(broker);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var envelope = $$$"""
            {
              "messageId": "{{{Guid.CreateVersion7()}}}", "messageType": ["urn:message:{{{messageType}}}"], "message": {{{message}}},
              "headers": { "newer-header": "x" }, "newerPart": { "a": 1 }
            }
            """;
        await channel.BasicPublishAsync(
            "", queue, mandatory: true, new BasicProperties
            {
                ContentType = "application/vnd.masstransit+json", Persistent = true,
            }, Encoding.UTF8.GetBytes(envelope));
    }

    /// <summary>Removes all messages from a queue, as an operator does after fixing the cause.</summary>
    public static async Task PurgeAsync(string broker, string queue)
    {
        await using var connection = await ConnectAsync(broker);
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueuePurgeAsync(queue);
    }

    /// <summary>
    /// Receives the first message and disconnects without acknowledging it, like a crashing consumer; returns whether there was one.
    /// </summary>
    public static async Task<bool> TakeAndDieAsync(string broker, string queue)
    {
        await using var connection = await ConnectAsync(broker);
        await using var channel = await connection.CreateChannelAsync();
        return await channel.BasicGetAsync(queue, autoAck: false) is not null;
    }

    /// <summary>Returns whether a queue exists.</summary>
    public static async Task<bool> ExistsAsync(string broker, string queue)
    {
        await using var connection = await ConnectAsync(broker);
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            await channel.QueueDeclarePassiveAsync(queue);
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return false;
        }
    }

    /// <summary>Declares a classic queue, as an operator may have done.</summary>
    public static async Task DeclareClassicAsync(string broker, string queue)
    {
        await using var connection = await ConnectAsync(broker);
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
    }

    /// <summary>Returns whether a user may read a queue.</summary>
    public static async Task<bool> MayReadAsync(string broker, string queue)
    {
        await using var connection = await ConnectAsync(broker);
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            await channel.BasicGetAsync(queue, autoAck: false);
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException refused) when (refused.ShutdownReason?.ReplyCode == AccessRefused)
        {
            return false;
        }
    }

    private static Task<IConnection> ConnectAsync(string broker) => new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
}
