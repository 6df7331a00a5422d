[assembly: AssemblyFixture(typeof(RabbitNode))]

namespace Medborgarlofte.Platform.Tests;

/// <summary>Metrics of failed and waiting events.</summary>
public sealed class MeterTests(RabbitNode rabbit)
{
    private const string Depth = "medborgarlofte.error_queue.depth";
    private const string Failed = "medborgarlofte.event.failed";
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Failed_message_on_a_broker_is_in_the_measured_error_queue()
    {
        var broker = await rabbit.VirtualHostAsync();
        using var measured = new Measured();
        await using var app = await TestApp.StartAsync(
            queues => queues.Add("failing", 1, typeof(AreaRecorder)),
            handle: _ => throw new InvalidOperationException("It cannot be handled."),
            broker: broker);
        await DepthIsAsync(0);

        await app.WaitUntilPublishedAsync(await app.RecordAsync(TestApp.Area("ramdal")));

        await DepthIsAsync(1);
        Assert.Equal(4, app.Received.Events.Count);
        Assert.Equal(1, measured.Sum(Failed, "failing"));
        await Broker.PurgeAsync(broker, "failing_error");
        await DepthIsAsync(0);

        Task DepthIsAsync(int depth) => MeasuredDepthIsAsync(app, measured, "failing", depth);
    }

    [Fact]
    public async Task Unreadable_message_goes_to_the_error_queue_and_is_counted()
    {
        var broker = await rabbit.VirtualHostAsync();
        using var measured = new Measured();
        await using var app = await TestApp.StartAsync(queues => queues.Add("unreadable", 1, typeof(AreaRecorder)), broker: broker);

        await Eventually.TrueAsync(() => Broker.ExistsAsync(broker, "unreadable"), "the queue");
        await Broker.SendRawAsync(
            broker, "unreadable", "Medborgarlofte.Contracts.ReferenceData:AreaChanged", """{"version":"not a number"}""");

        await MeasuredDepthIsAsync(app, measured, "unreadable", 1);
        Assert.Equal(1, measured.Sum(Failed, "unreadable"));
    }

    [Fact]
    public async Task Trust_24_invalid_message_is_rejected_without_retries_and_changes_nothing()
    {
        var broker = await rabbit.VirtualHostAsync();
        using var measured = new Measured();
        await using var app = await TestApp.StartAsync(queues => queues.Add("guarded", 1, typeof(AreaRecorder)), broker: broker);
        await Eventually.TrueAsync(() => Broker.ExistsAsync(broker, "guarded"), "the queue");
        string[] wrong =
        [
            """{"municipality":"04811","area":"ramdal","version":1,"name":"Ramdal"}""",
            """{"municipality":"' OR 1=1","area":"ramdal","version":1,"name":"Ramdal"}""",
            """{"municipality":"0481","area":"ramdal","version":0,"name":"Ramdal"}""",
            """{"municipality":"0481","version":1,"name":"Ramdal"}""",
            """{"municipality":"0481","area":null,"version":1,"name":"Ramdal"}""",
            $$"""{"municipality":"0481","area":"{{new string('a', 101)}}","version":1,"name":"Ramdal"}""",
            $$"""{"municipality":"0481","area":"ramdal","version":1,"name":"{{new string('a', 2_001)}}"}""",
            """{"municipality":"0481","area":"ramdal","version":99999999999,"name":"Ramdal"}""",
            "[]",
        ];

        foreach (var message in wrong)
        {
            await Broker.SendRawAsync(broker, "guarded", "Medborgarlofte.Contracts.ReferenceData:AreaChanged", message);
        }

        await Broker.SendRawAsync(
            broker, "guarded", "Medborgarlofte.Contracts.ReferenceData:AreaChanged",
            """{"municipality":"0481","area":"sunda","version":1,"name":"Sunda"}""");

        await MeasuredDepthIsAsync(app, measured, "guarded", wrong.Length);
        await Eventually.TrueAsync(() => Task.FromResult(app.Received.Events.Count > 0), "the message that is right");
        Assert.Single(app.Received.Events);
        Assert.Equal(wrong.Length, measured.Sum(Failed, "guarded"));
    }

    [Theory]
    [InlineData(9, 0, 1)]
    [InlineData(10, 1, 0)]
    public async Task Message_that_repeatedly_kills_its_consumer_goes_to_the_error_queue(int deaths, int givenUp, int handled)
    {
        var queue = $"deadly-{deaths}";
        var broker = await rabbit.VirtualHostAsync();
        await using (await StartAsync())
        {
            await Eventually.TrueAsync(() => Broker.ExistsAsync(broker, queue), "the queue");
        }

        await Broker.SendRawAsync(
            broker, queue, "Medborgarlofte.Contracts.ReferenceData:AreaChanged",
            """{"municipality":"0481","area":"ramdal","version":1,"name":"Ramdal"}""");
        for (var death = 0; death < deaths; death++)
        {
            await Eventually.TrueAsync(() => Broker.TakeAndDieAsync(broker, queue), "the message to be back");
        }

        using var measured = new Measured();
        await using var app = await StartAsync();

        await MeasuredDepthIsAsync(app, measured, queue, givenUp);
        await app.Received.WaitForAsync(handled);
        Assert.Equal(handled, app.Received.Events.Count);
        Assert.Equal(givenUp, measured.Sum(Failed, queue));

        Task<TestApp> StartAsync() => TestApp.StartAsync(queues => queues.Add(queue, 1, typeof(AreaRecorder)), broker: broker);
    }

    [Fact]
    public async Task Error_queue_with_other_arguments_is_measured()
    {
        var broker = await rabbit.VirtualHostAsync();
        await Broker.DeclareClassicAsync(broker, "older_error");
        using var measured = new Measured();
        await using var app = await TestApp.StartAsync(queues => queues.Add("older", 1, typeof(AreaRecorder)), broker: broker);
        await MeasuredDepthIsAsync(app, measured, "older", 0);

        await Broker.SendRawAsync(broker, "older_error", "any", "{}");

        await MeasuredDepthIsAsync(app, measured, "older", 1);
    }

    [Fact]
    public async Task Failed_message_in_memory_is_published_and_counted()
    {
        using var measured = new Measured();
        await using var app = await TestApp.StartAsync(
            queues => queues.Add("failing-in-memory", 1, typeof(AreaRecorder)),
            handle: _ => throw new InvalidOperationException("It cannot be handled."));

        await app.WaitUntilPublishedAsync(await app.RecordAsync(TestApp.Area("ramdal")));

        await Eventually.TrueAsync(() => Task.FromResult(measured.Sum(Failed, "failing-in-memory") == 1), "the failure to be counted");
    }

    [Fact]
    public async Task Message_that_succeeds_at_the_last_retry_is_not_counted_as_failed()
    {
        using var measured = new Measured();
        var tries = 0;
        await using var app = await TestApp.StartAsync(
            queues => queues.Add("late", 1, typeof(AreaRecorder)),
            handle: _ => ++tries < 4 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask);

        await app.WaitUntilPublishedAsync(await app.RecordAsync(TestApp.Area("ramdal")));

        Assert.Equal(4, tries);
        Assert.Equal(0, measured.Sum(Failed, "late"));
    }

    [Fact]
    public async Task Backlog_and_age_are_measured_while_the_relay_is_blocked()
    {
        using var measured = new Measured();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await TestApp.StartAsync(queues => queues.Add("slow", 1, typeof(AreaRecorder)), handle: _ => release.Task);
        try
        {
            var first = app.Clock.GetUtcNow();
            await app.RecordAsync(TestApp.Area("ramdal"));
            await app.Received.WaitForAsync(1);
            app.Clock.Advance(TimeSpan.FromMinutes(5));
            await app.RecordAsync(TestApp.Area("centrum"));

            await MeasuredAsync(backlog: 2, age => age >= 300);
            Assert.InRange(measured.Last("medborgarlofte.relay.age", app.Module)!.Value, 300, (app.Clock.GetUtcNow() - first).TotalSeconds);
        }
        finally
        {
            release.SetResult();
        }

        await MeasuredAsync(backlog: 0, age => age == 0);

        // The relay records the age after the backlog.
        Task MeasuredAsync(int backlog, Predicate<double?> isExpectedAge) => Eventually.TrueAsync(
            () =>
            {
                app.Clock.Advance(TimeSpan.FromSeconds(10));
                return Task.FromResult(measured.Last("medborgarlofte.relay.backlog", app.Module) == backlog
                    && isExpectedAge(measured.Last("medborgarlofte.relay.age", app.Module)));
            },
            $"a backlog of {backlog} and its age");
    }

    private static Task MeasuredDepthIsAsync(TestApp app, Measured measured, string queue, int depth) => Eventually.TrueAsync(
        () =>
        {
            app.Clock.Advance(Look);
            return Task.FromResult(measured.Last(Depth, queue) == depth);
        },
        $"a depth of {depth}");
}
