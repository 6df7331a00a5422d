using Medborgarlofte.Contracts.Replay;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Medborgarlofte.Platform.Tests;

/// <summary>Lost connections on a database whose execution strategy retries, as SQL Server's does.</summary>
public sealed class LostConnectionTests
{
    private readonly DatabaseFaults _faults = new();

    [Fact]
    public async Task Save_whose_commit_is_not_confirmed_is_stored_once()
    {
        await using var app = await StartAsync();
        _faults.CutAfterCommit();
        var effect = new Effect { EventId = Guid.CreateVersion7() };

        var state = await app.ReadAsync(async db =>
        {
            db.Effects.Add(effect);
            db.Record(effect.EventId, TestApp.Area("ramdal"), "test", app.Clock.GetUtcNow());
            await db.SaveChangesAsync();
            return db.Entry(effect).State;
        });

        Assert.Equal((1, EntityState.Unchanged), (_faults.Cuts, state));
        Assert.Equal(effect.Id, await app.ReadAsync(db => db.Effects.Select(stored => stored.Id).SingleAsync()));
        Assert.Equal(1, await app.ReadAsync(db => db.EventLog.CountAsync()));
    }

    [Fact]
    public async Task Save_whose_commit_fails_is_repeated_and_stored_once()
    {
        await using var app = await StartAsync();
        _faults.CutBeforeCommit(2);

        await app.ReadAsync(db =>
        {
            db.Effects.AddRange(new Effect { EventId = Guid.CreateVersion7() }, new Effect { EventId = Guid.CreateVersion7() });
            return db.SaveChangesAsync();
        });

        Assert.Equal(2, _faults.Cuts);
        Assert.Equal(2, await app.ReadAsync(db => db.Effects.CountAsync()));
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(0, 2, 3)]
    [InlineData(1, 1, 2)]
    [InlineData(0, 0, 1)]
    public async Task Transaction_takes_effect_once_however_the_connection_is_lost(int after, int before, int runs)
    {
        await using var app = await StartAsync();
        await app.RecordAsync(TestApp.Area("ramdal"));
        _faults.CutAfterCommit(after);
        _faults.CutBeforeCommit(before);
        var ran = 0;

        await app.ReadAsync(async db =>
        {
            await db.InTransactionAsync(
                async () =>
                {
                    ran++;
                    await db.EventLog.ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Actor, entry => entry.Actor + "+"));
                    db.Effects.Add(new Effect { EventId = Guid.CreateVersion7() });
                    await db.SaveChangesAsync();
                },
                CancellationToken.None);
            return ran;
        });

        Assert.Equal((after + before, runs), (_faults.Cuts, ran));
        Assert.Equal("test+", await app.ReadAsync(db => db.EventLog.Select(entry => entry.Actor).SingleAsync()));
        Assert.Equal(1, await app.ReadAsync(db => db.Effects.CountAsync()));
    }

    [Fact]
    public async Task Rows_of_old_transactions_are_deleted()
    {
        await using var app = await StartAsync();
        await app.RecordAsync(TestApp.Area("ramdal"));
        await app.ReadAsync(async db =>
        {
            db.Add(new CommittedTransaction { Id = Guid.CreateVersion7(), At = TimeProvider.System.GetUtcNow().AddMinutes(-61) });
            return await db.SaveChangesAsync();
        });
        Assert.Equal(3, await app.ReadAsync(db => db.Set<CommittedTransaction>().CountAsync()));

        using var cleanup = new CommittedTransactionCleanup<TestDbContext>(
            app.Services.GetRequiredService<DatabaseMigration<TestDbContext>>(),
            app.Services.GetRequiredService<IServiceScopeFactory>(),
            NullLogger<CommittedTransactionCleanup<TestDbContext>>.Instance);
        await using var scope = app.Services.CreateAsyncScope();
        await cleanup.RunAsync(scope.ServiceProvider, CancellationToken.None);

        Assert.Equal(2, await app.ReadAsync(db => db.Set<CommittedTransaction>().CountAsync()));
    }

    [Fact]
    public async Task Initial_catch_up_is_retried_after_a_database_error()
    {
        _faults.FailCommands("ReferenceData", times: 3);
        await using var app =
            await TestApp.StartAsync(queues => queues.Add("areas", 1, typeof(AreaRecorder)), faults: _faults, catchesUp: true);

        await Eventually.TrueAsync(
            () =>
            {
                app.Clock.Advance(TimeSpan.FromSeconds(2));
                return app.ReadAsync(db => db.EventLog.AnyAsync(entry => entry.Type == nameof(ReplayRequested)));
            },
            "the earlier events to be requested");

        Assert.Equal(3, _faults.Cuts);
        Assert.Equal(1, await app.ReadAsync(db => db.EventLog.CountAsync(entry => entry.Type == nameof(ReplayRequested))));
    }

    private Task<TestApp> StartAsync()
    {
        Assert.SkipWhen(TestDatabase.Provider == Provider.SqlServer, "The faults replace SQLite's execution strategy.");
        return TestApp.StartAsync(_ => { }, faults: _faults);
    }
}
