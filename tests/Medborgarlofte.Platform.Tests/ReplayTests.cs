using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Contracts.Replay;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Medborgarlofte.Platform.Tests;

public sealed class ReplayTests
{
    [Fact]
    public async Task Replay_sends_the_requested_events_to_the_queue_and_replies_with_their_number()
    {
        await using var app = await TestApp.StartAsync(
            queues =>
            {
                queues.Add("wanting", 1, typeof(AreaRecorder), typeof(MunicipalityRecorder));
                queues.Add("other", 1, typeof(SecondAreaRecorder));
                queues.Add("replies", 1, typeof(ReplaySentRecorder));
                queues.AddReplay<TestDbContext>("test");
            });
        Guid[] recorded = [await app.RecordAsync(TestApp.Area("a")), await app.RecordAsync(TestApp.Area("b"))];
        await app.WaitUntilPublishedAsync(
            await app.RecordAsync(new MunicipalityChanged("0481", 1, "Oxelösund", null, MeetingRhythm.Weekly, "Europe/Stockholm")));
        await app.Received.WaitForAsync(5);
        var request = new ReplayRequested(Guid.CreateVersion7(), "replies", [new ReplayRoute(nameof(AreaChanged), "wanting")]);

        await app.PublishAsync(request);
        await app.Received.WaitForAsync(8);

        var replayed = app.Received.Events.Skip(5).ToArray();
        Assert.Equal(["wanting", "wanting", "replies"], replayed.Select(consumed => consumed.Queue));
        Assert.Equal([TestApp.Area("a"), TestApp.Area("b")], replayed[..2].Select(consumed => consumed.Message)
            .OrderBy(message => ((AreaChanged)message).Area));
        Assert.Equal(recorded.Order(), replayed[..2].Select(consumed => consumed.EventId).Order());
        Assert.All(replayed[..2], consumed => Assert.Equal(request.ReplayId, consumed.ReplayId));
        var reply = Assert.IsType<ReplaySent>(replayed[2].Message);
        Assert.Equal((request.ReplayId, 2), (reply.ReplayId, reply.Events));
    }

    [Fact]
    public async Task Replay_of_several_batches_sends_all_events()
    {
        await using var app = await TestApp.StartAsync(
            queues =>
            {
                queues.Add("wanting", 16, typeof(AreaRecorder));
                queues.Add("replies", 1, typeof(ReplaySentRecorder));
                queues.AddReplay<TestDbContext>("test");
            },
            beforeStart: db => Array.ForEach([.. Enumerable.Range(1, 1_100)], n =>
                db.Record(Guid.CreateVersion7(), TestApp.Area($"a{n}"), "test", DateTimeOffset.UnixEpoch)));
        await Eventually.TrueAsync(
            () => app.ReadAsync(db => db.EventLog.AllAsync(entry => entry.PublishedAt != null)), "all events to be published");

        await app.PublishAsync(new ReplayRequested(Guid.CreateVersion7(), "replies", [new ReplayRoute(nameof(AreaChanged), "wanting")]));
        await app.Received.WaitForAsync(2_201);

        Assert.Equal(1_100, Assert.Single(app.Received.Events.Select(consumed => consumed.Message).OfType<ReplaySent>()).Events);
    }

    [Fact]
    public async Task Replay_interrupted_by_a_stop_continues_after_the_next_start()
    {
        const int Events = 2_000;
        await using var database = TestDatabase.Create();
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var app = await StartAsync(
            db => Array.ForEach([.. Enumerable.Range(1, Events)], n =>
                db.Record(Guid.CreateVersion7(), TestApp.Area($"a{n}"), "test", DateTimeOffset.UnixEpoch)),
            consumed => consumed.ReplayId is null ? Task.CompletedTask : stopping.Task);
        await Eventually.TrueAsync(
            () => app.ReadAsync(db => db.EventLog.AllAsync(entry => entry.PublishedAt != null)), "all events to be published");
        var request =
            await app.RecordAsync(new ReplayRequested(Guid.CreateVersion7(), "replies", [new ReplayRoute(nameof(AreaChanged), "wanting")]));
        await app.Received.WaitForAsync(Events + 1);

        app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        await app.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(3));

        await using var next = await StartAsync(beforeStart: null, _ => Task.CompletedTask);
        await next.WaitUntilPublishedAsync(request);
        await next.Received.WaitForAsync(Events + 1);
        Assert.Equal(Events, Assert.Single(next.Received.Events.Select(consumed => consumed.Message).OfType<ReplaySent>()).Events);

        Task<TestApp> StartAsync(Action<TestDbContext>? beforeStart, Func<ConsumedEvent, Task> handle) => TestApp.StartAsync(
            queues =>
            {
                queues.Add("wanting", 1, typeof(AreaRecorder));
                queues.Add("replies", 1, typeof(ReplaySentRecorder));
                queues.AddReplay<TestDbContext>("test");
            },
            beforeStart,
            handle,
            shared: database);
    }

    [Fact]
    public async Task Replay_without_matching_events_replies_with_zero()
    {
        await using var app = await TestApp.StartAsync(queues =>
        {
            queues.Add("replies", 1, typeof(ReplaySentRecorder));
            queues.AddReplay<TestDbContext>("test");
        });

        await app.PublishAsync(new ReplayRequested(Guid.CreateVersion7(), "replies", [new ReplayRoute(nameof(AreaChanged), "wanting")]));
        await app.Received.WaitForAsync(1);

        Assert.Equal(0, Assert.IsType<ReplaySent>(Assert.Single(app.Received.Events).Message).Events);
    }
}
