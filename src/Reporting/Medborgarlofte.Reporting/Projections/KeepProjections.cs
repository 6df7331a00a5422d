using System.Text.Json;
using MassTransit;
using Medborgarlofte.Contracts;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.Meetings;
using Medborgarlofte.Reporting.Replays;

namespace Medborgarlofte.Reporting.Projections;

/// <summary>Keeps everything but incidents and reference data as the latest event about it told.</summary>
internal sealed class KeepProjections(ReportingDbContext db, OneWriter writer, MeetingPapers papers, TimeProvider time) :
    IConsumer<PromiseChanged>,
    IConsumer<ProblemAreaChanged>,
    IConsumer<MeasureChanged>,
    IConsumer<EffectChanged>,
    IConsumer<CommitmentChanged>,
    IConsumer<ActivityChanged>,
    IConsumer<OutcomeEventChanged>,
    IConsumer<MeetingChanged>,
    IConsumer<CitizenViewReceived>,
    IConsumer<WatchGroupChanged>,
    IConsumer<RestrictionDeclared>
{
    public Task Consume(ConsumeContext<PromiseChanged> context) =>
        KeepAsync(context, context.Message.PromiseId, context.Message.Version, context.Message.Municipality, context.Message.FirstDay);

    public Task Consume(ConsumeContext<ProblemAreaChanged> context) =>
        KeepAsync(context, context.Message.ProblemAreaId, context.Message.Version, context.Message.Municipality, firstDay: null);

    public Task Consume(ConsumeContext<MeasureChanged> context) =>
        KeepAsync(context, context.Message.MeasureId, context.Message.Version, context.Message.Municipality, firstDay: null);

    public Task Consume(ConsumeContext<EffectChanged> context) =>
        KeepAsync(context, context.Message.EffectId, context.Message.Version, context.Message.Municipality, context.Message.FirstDay);

    public Task Consume(ConsumeContext<CommitmentChanged> context) =>
        KeepAsync(context, context.Message.CommitmentId, context.Message.Version, context.Message.Municipality, context.Message.FirstDay);

    public Task Consume(ConsumeContext<ActivityChanged> context) =>
        KeepAsync(context, context.Message.ActivityId, context.Message.Version, context.Message.Municipality, context.Message.On);

    public Task Consume(ConsumeContext<OutcomeEventChanged> context) =>
        KeepAsync(context, context.Message.OutcomeEventId, context.Message.Version, context.Message.Municipality, context.Message.On);

    // The papers are frozen in the same transaction, when the meeting is opened and when it is closed.
    public Task Consume(ConsumeContext<MeetingChanged> context) => KeepAsync(
        context,
        context.Message.MeetingId,
        context.Message.Version,
        context.Message.Municipality,
        context.Message.On,
        () => papers.FreezeAsync(context.Message, context.CancellationToken));

    public Task Consume(ConsumeContext<CitizenViewReceived> context) =>
        KeepAsync(context, context.Message.ViewId, context.Message.Version, context.Message.Municipality, context.Message.ReceivedOn);

    public Task Consume(ConsumeContext<WatchGroupChanged> context) =>
        KeepAsync(context, context.Message.GroupId, context.Message.Version, context.Message.Municipality, context.Message.RegisteredOn);

    public Task Consume(ConsumeContext<RestrictionDeclared> context) =>
        KeepAsync(context, context.Message.RestrictionId, context.Message.Version, context.Message.Municipality, context.Message.From);

    private Task KeepAsync<T>(ConsumeContext<T> context, Guid id, int version, string municipality, DateOnly? firstDay, Func<Task>? then = null)
        where T : class => writer.WriteAsync(
        db,
        async () =>
        {
            var payload = JsonSerializer.Serialize(context.Message, EventJson.Options);
            var kept = await db.Projections.FindAsync([typeof(T).Name, id], context.CancellationToken);
            if (kept is null)
            {
                db.Projections.Add(new Projection
                {
                    Type = typeof(T).Name,
                    Id = id,
                    Municipality = municipality,
                    Version = version,
                    FirstDay = firstDay,
                    Payload = payload,
                });
            }
            else if (kept.Version < version)
            {
                kept.Municipality = municipality;
                kept.Version = version;
                kept.FirstDay = firstDay;
                kept.Payload = payload;
            }

            await db.SaveChangesAsync(context.CancellationToken);
            if (then is not null)
            {
                await then();
            }

            await ReplayRun.CountAsync(db, context.ReplayId(), 1, time.GetUtcNow(), context.CancellationToken);
        },
        context.CancellationToken);
}
