using System.Diagnostics;
using MassTransit;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Contracts.Replay;

namespace Medborgarlofte.Platform.Tests.Support;

/// <summary>Tells the test what came.</summary>
public abstract class Telling<T>(Received received) : IConsumer<T>
    where T : class
{
    public Task Consume(ConsumeContext<T> context) => received.TakeAsync(new ConsumedEvent(
        context.Message, context.ReceiveContext.InputAddress.Segments[^1], context.EventId(), context.ReplayId(),
        Activity.Current?.TraceId.ToString()));
}

public sealed class TellArea(Received received) : Telling<AreaChanged>(received);

public sealed class TellAreaToo(Received received) : Telling<AreaChanged>(received);

public sealed class TellMunicipality(Received received) : Telling<MunicipalityChanged>(received);

public sealed class TellIncident(Received received) : Telling<IncidentChanged>(received);

public sealed class TellReplaySent(Received received) : Telling<ReplaySent>(received);

/// <summary>Has an effect that must come once.</summary>
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
