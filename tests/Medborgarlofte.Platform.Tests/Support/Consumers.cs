using System.Diagnostics;
using MassTransit;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Contracts.Replay;

namespace Medborgarlofte.Platform.Tests.Support;

/// <summary>Records received messages for the test.</summary>
public abstract class Recorder<T>(Received received) : IConsumer<T>
    where T : class
{
    public Task Consume(ConsumeContext<T> context) => received.TakeAsync(new ConsumedEvent(
        context.Message, context.ReceiveContext.InputAddress.Segments[^1], context.EventId(), context.ReplayId(),
        Activity.Current?.TraceId.ToString()));
}

public sealed class AreaRecorder(Received received) : Recorder<AreaChanged>(received);

public sealed class SecondAreaRecorder(Received received) : Recorder<AreaChanged>(received);

public sealed class MunicipalityRecorder(Received received) : Recorder<MunicipalityChanged>(received);

public sealed class IncidentRecorder(Received received) : Recorder<IncidentChanged>(received);

public sealed class ReplaySentRecorder(Received received) : Recorder<ReplaySent>(received);

/// <summary>A consumer with an effect that must happen once.</summary>
public sealed class CountOnce(TestDbContext db, Received received, TimeProvider time) : IConsumer<AreaChanged>
{
    public async Task Consume(ConsumeContext<AreaChanged> context)
    {
        if (await db.TryBeginOnceAsync(context.EventId(), nameof(CountOnce), time.GetUtcNow(), context.CancellationToken))
        {
            db.Effects.Add(new Effect { EventId = context.EventId() });
            await db.SaveChangesAsync(context.CancellationToken);
        }

        await received.TakeAsync(new ConsumedEvent(context.Message, "", context.EventId(), null, null));
    }
}
