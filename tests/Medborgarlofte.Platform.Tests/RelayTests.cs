using System.Diagnostics;
using MassTransit;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.ReferenceData;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Platform.Tests;

public sealed class RelayTests
{
    [Fact]
    public async Task Committed_event_is_delivered_and_marked_as_published()
    {
        await using var app = await TestApp.StartAsync(queues => queues.Add("areas", 1, typeof(AreaRecorder)));

        var eventId = await app.RecordAsync(TestApp.Area("ramdal"));

        await app.WaitUntilPublishedAsync(eventId);
        var consumed = Assert.Single(app.Received.Events);
        Assert.Equal((TestApp.Area("ramdal"), eventId, (Guid?)null), (consumed.Message, consumed.EventId, consumed.ReplayId));
        Assert.Equal(app.Clock.GetUtcNow(), await app.ReadAsync(db => db.EventLog.Select(entry => entry.PublishedAt!.Value).SingleAsync()));
    }

    [Fact]
    public async Task Event_committed_before_the_start_is_published()
    {
        await using var app = await TestApp.StartAsync(
            queues => queues.Add("areas", 1, typeof(AreaRecorder)),
            beforeStart: db => Array.ForEach(
                ["a", "b", "c"], code => db.Record(Guid.CreateVersion7(), TestApp.Area(code), "test", DateTimeOffset.UnixEpoch)));

        await app.Received.WaitForAsync(3);
        await Eventually.TrueAsync(
            () => app.ReadAsync(db => db.EventLog.AllAsync(entry => entry.PublishedAt != null)), "all events to be published");
        Assert.Equal(["a", "b", "c"], app.Received.Events.Select(consumed => ((AreaChanged)consumed.Message).Area).Order());
    }

    [Fact]
    public async Task Events_of_several_batches_are_published_once()
    {
        await using var app = await TestApp.StartAsync(
            queues => queues.Add("areas", 16, typeof(AreaRecorder)),
            beforeStart: db => Array.ForEach([.. Enumerable.Range(1, 600)], n =>
                db.Record(Guid.CreateVersion7(), TestApp.Area($"a{n}"), "test", DateTimeOffset.UnixEpoch)));

        await Eventually.TrueAsync(
            () => app.ReadAsync(db => db.EventLog.AllAsync(entry => entry.PublishedAt != null)), "all events to be published");
        Assert.Equal(600, app.Received.Events.Select(consumed => consumed.EventId).Distinct().Count());
        Assert.Equal(600, app.Received.Events.Count);
    }

    [Fact]
    public async Task Event_without_consumers_is_marked_as_published()
    {
        await using var app = await TestApp.StartAsync(queues => queues.Add("municipalities", 1, typeof(MunicipalityRecorder)));

        await app.WaitUntilPublishedAsync(await app.RecordAsync(TestApp.Area("ramdal")));

        Assert.Empty(app.Received.Events);
    }

    [Fact]
    public async Task Event_is_not_marked_until_both_queues_have_handled_it()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await TestApp.StartAsync(
            queues =>
            {
                queues.Add("slow", 1, typeof(AreaRecorder));
                queues.Add("quick", 1, typeof(SecondAreaRecorder));
            },
            handle: consumed => consumed.Queue == "slow" ? release.Task : Task.CompletedTask);

        var eventId = await app.RecordAsync(TestApp.Area("ramdal"));
        try
        {
            await app.Received.WaitForAsync(2);
            Assert.False(await app.IsPublishedAsync(eventId));
        }
        finally
        {
            // A blocked consumer would block the end of the test.
            release.SetResult();
        }

        await app.WaitUntilPublishedAsync(eventId);
        Assert.Equal(["quick", "slow"], app.Received.Events.Select(consumed => consumed.Queue).Order());
    }

    [Fact]
    public async Task Event_is_marked_when_a_retried_consumer_succeeds()
    {
        var published = new List<bool>();
        TestApp? app = null;
        app = await TestApp.StartAsync(queues => queues.Add("areas", 1, typeof(AreaRecorder)), handle: async consumed =>
        {
            published.Add(await app!.IsPublishedAsync(consumed.EventId));
            if (published.Count < 3)
            {
                throw new InvalidOperationException("Not yet.");
            }
        });
        await using (app)
        {
            await app.WaitUntilPublishedAsync(await app.RecordAsync(TestApp.Area("ramdal")));
            Assert.Equal([false, false, false], published);
        }
    }

    [Fact]
    public async Task Event_of_another_replica_is_published_without_a_signal()
    {
        await using var app = await TestApp.StartAsync(queues => queues.Add("areas", 1, typeof(AreaRecorder)));
        await app.WaitUntilPublishedAsync(await app.RecordAsync(TestApp.Area("ramdal")));

        await app.ReadAsync(db => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO EventLog (EventId, Type, Subject, Payload, Actor, At)
            SELECT {Guid.CreateVersion7()}, Type, Subject, Payload, Actor, At FROM EventLog
            """));

        await Eventually.TrueAsync(
            () =>
            {
                app.Clock.Advance(TimeSpan.FromSeconds(2));
                return app.ReadAsync(db => db.EventLog.AllAsync(entry => entry.PublishedAt != null));
            },
            "the forgotten event to be published");
    }

    [Fact]
    public async Task Event_of_a_rolled_back_transaction_is_not_published()
    {
        await using var app = await TestApp.StartAsync(queues => queues.Add("areas", 1, typeof(AreaRecorder)));
        await app.ReadAsync(db => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Record(Guid.CreateVersion7(), TestApp.Area("never"), "test", app.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        }));

        await app.WaitUntilPublishedAsync(await app.RecordAsync(TestApp.Area("ramdal")));

        Assert.Equal(TestApp.Area("ramdal"), Assert.Single(app.Received.Events).Message);
    }

    [Fact]
    public async Task Consumer_of_a_base_type_receives_derived_events()
    {
        await using var app = await TestApp.StartAsync(queues => queues.Add("incidents", 1, typeof(IncidentRecorder)));
        var (id, occurredAt) = (Guid.CreateVersion7(), app.Clock.GetUtcNow());
        TEvent State<TEvent>()
            where TEvent : IncidentChanged, new() => new()
        {
            IncidentId = id,
            Version = 1,
            Municipality = "0481",
            Category = "theft",
            Goods = ["fuel"],
            OccurredFrom = occurredAt,
            OccurredTo = occurredAt,
            ReportedAt = app.Clock.GetUtcNow(),
            RegisteredAt = app.Clock.GetUtcNow(),
            Status = IncidentStatus.Withdrawn,
            Source = "police",
        };

        await app.WaitUntilPublishedAsync(await app.RecordAsync(State<IncidentReported>()));
        await app.WaitUntilPublishedAsync(await app.RecordAsync(State<IncidentWithdrawn>()));

        var messages = app.Received.Events.Select(consumed => Assert.IsType<IncidentChanged>(consumed.Message, exactMatch: false))
            .ToArray();
        Assert.Equal(2, messages.Length);
        Assert.All(messages, message => Assert.Equal(
            (id, IncidentStatus.Withdrawn, "fuel", occurredAt),
            (message.IncidentId, message.Status, message.Goods.Single(), message.OccurredFrom)));
    }

    [Fact]
    public async Task Consumer_continues_the_trace_of_the_request()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is EventTelemetry.Name or "MassTransit" or nameof(RelayTests),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource(nameof(RelayTests));
        await using var app = await TestApp.StartAsync(queues => queues.Add("areas", 1, typeof(AreaRecorder)));
        using var request = source.StartActivity("request")!;

        var eventId = await app.RecordAsync(TestApp.Area("ramdal"));
        var stored = await app.ReadAsync(db => db.EventLog.Select(entry => entry.TraceParent).SingleAsync());
        await app.WaitUntilPublishedAsync(eventId);

        Assert.Equal(request.Id, stored);
        Assert.Equal(request.TraceId.ToString(), Assert.Single(app.Received.Events).TraceId);
    }
}
