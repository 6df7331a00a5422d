using System.Collections.Concurrent;
using MassTransit;
using Medborgarlofte.Contracts.Replay;

namespace Medborgarlofte.Reporting.Tests;

/// <summary>The events that the other modules have published, as in their event logs.</summary>
internal sealed class OtherModules
{
    public ConcurrentQueue<object> EventLog { get; } = [];
}

/// <summary>Answers a replay as a module that has published all events.</summary>
internal sealed class ReplayResponder(OtherModules others) : IConsumer<ReplayRequested>
{
    public async Task Consume(ConsumeContext<ReplayRequested> context)
    {
        var sent = 0;
        foreach (var message in others.EventLog)
        {
            foreach (var route in context.Message.Routes.Where(route => route.EventType == message.GetType().Name))
            {
                var endpoint = await context.GetSendEndpoint(new Uri("queue:" + route.Queue));
                await endpoint.Send(
                    message, message.GetType(), Pipe.Execute<SendContext>(send => send.Headers.Set("replay-id", context.Message.ReplayId)));
                sent++;
            }
        }

        await Reply.SendAsync(context, "incident-intake-replay", sent);
    }
}

/// <summary>Answers a replay as modules without events.</summary>
internal sealed class EmptyReplayResponder : IConsumer<ReplayRequested>
{
    public async Task Consume(ConsumeContext<ReplayRequested> context)
    {
        await Reply.SendAsync(context, "measures-replay", 0);
        await Reply.SendAsync(context, "measures-replay", 0);
        await Reply.SendAsync(context, "neighbourhood-watch-replay", 0);
    }
}

internal static class Reply
{
    public static async Task SendAsync(ConsumeContext<ReplayRequested> context, string module, int events)
    {
        var endpoint = await context.GetSendEndpoint(new Uri("queue:" + context.Message.ReplyQueue));
        await endpoint.Send(new ReplaySent(context.Message.ReplayId, module, events));
    }
}
