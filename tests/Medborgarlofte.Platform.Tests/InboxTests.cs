using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Platform.Tests;

public sealed class InboxTests
{
    [Fact]
    public async Task Consumer_begins_an_event_once()
    {
        await using var app = await TestApp.StartAsync(_ => { });
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        Assert.True(await TryBeginAsync(first, "a"));
        Assert.False(await TryBeginAsync(first, "a"));
        Assert.True(await TryBeginAsync(first, "b"));
        Assert.True(await TryBeginAsync(second, "a"));

        Task<bool> TryBeginAsync(Guid eventId, string consumer) => app.ReadAsync(async db =>
        {
            var begins = await db.TryBeginOnceAsync(eventId, consumer, app.Clock.GetUtcNow(), CancellationToken.None);
            await db.SaveChangesAsync();
            return begins;
        });
    }

    [Fact]
    public async Task Event_can_begin_again_if_the_first_attempt_was_not_saved()
    {
        await using var app = await TestApp.StartAsync(_ => { });
        var eventId = Guid.CreateVersion7();

        foreach (var _ in new[] { 1, 2 })
        {
            Assert.True(await app.ReadAsync(db => db.TryBeginOnceAsync(eventId, "a", app.Clock.GetUtcNow(), CancellationToken.None)));
        }
    }

    [Fact]
    public async Task Event_with_concurrent_deliveries_has_one_effect()
    {
        await using var app = await TestApp.StartAsync(queues => queues.Add("areas", 8, typeof(CountOnce)));
        var eventId = Guid.CreateVersion7();
        var bus = app.Services.GetRequiredService<IBus>();

        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => bus.Publish(TestApp.Area("ramdal"), context => context.Headers.Set("event-id", eventId))));

        await app.Received.WaitForAsync(20);
        Assert.Equal(1, await app.ReadAsync(db => db.Effects.CountAsync(effect => effect.EventId == eventId)));
    }
}
