using System.Collections.Concurrent;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.ReferenceData;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Platform.Tests.Support;

/// <summary>A module with a database and the given queues.</summary>
public sealed class TestApp : ModuleApp
{
    private readonly Action<QueueCatalogue> _addQueues;
    private readonly Action<TestDbContext>? _beforeStart;

    private readonly string? _broker;

    private TestApp(Action<QueueCatalogue> addQueues, Action<TestDbContext>? beforeStart, string? broker)
    {
        _addQueues = addQueues;
        _beforeStart = beforeStart;
        _broker = broker;
    }

    /// <summary>Unique name of the module, so that concurrent tests measure separately.</summary>
    public string Module { get; } = "test-" + Guid.CreateVersion7().ToString("N");

    /// <summary>Messages that the consumers received.</summary>
    public Received Received { get; } = new();

    private bool CatchesUp { get; init; }

    protected override Dictionary<string, string?> Settings => new() { ["ConnectionStrings:rabbitmq"] = _broker };

    public static async Task<TestApp> StartAsync(
        Action<QueueCatalogue> addQueues,
        Action<TestDbContext>? beforeStart = null,
        Func<ConsumedEvent, Task>? handle = null,
        TestDatabase? shared = null,
        string? broker = null,
        DatabaseFaults? faults = null,
        bool catchesUp = false)
    {
        var app = new TestApp(addQueues, beforeStart, broker) { Faults = faults, CatchesUp = catchesUp };
        app.Received.Handle = handle ?? (_ => Task.CompletedTask);
        await app.StartAsync(shared);
        return app;
    }

    public static AreaChanged Area(string code, int version = 1) => new("0481", code, version, "Området " + code);

    /// <summary>Records and commits an event, as a handler does.</summary>
    public Task<Guid> RecordAsync(object message, Guid? subject = null) => ReadAsync(async db =>
    {
        db.Record(subject ?? Guid.CreateVersion7(), message, "test", Clock.GetUtcNow());
        await db.SaveChangesAsync();
        return db.EventLog.Local.Single().EventId;
    });

    public Task<T> ReadAsync<T>(Func<TestDbContext, Task<T>> read) => InDatabaseAsync(read);

    public Task<bool> IsPublishedAsync(Guid eventId) =>
        ReadAsync(db => db.EventLog.AnyAsync(entry => entry.EventId == eventId && entry.PublishedAt != null));

    public Task WaitUntilPublishedAsync(Guid eventId) => Eventually.TrueAsync(() => IsPublishedAsync(eventId), "the event to be published");

    protected override void AddModule(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDatabase<TestDbContext, TestDbContext, TestDbContext>(configuration, Module);
        if (CatchesUp)
        {
            services.AddInitialCatchUp<TestDbContext, ReferenceCopy>(Module);
        }

        services.AddSingleton(Received);
        if (_beforeStart is not null)
        {
            using var db = TestDbContext.On(configuration.GetConnectionString("database")!);
            db.Database.Migrate();
            _beforeStart(db);
            db.SaveChanges();
        }
    }

    protected override void AddQueues(QueueCatalogue queues) => _addQueues(queues);

    protected override void MapModule(WebApplication app)
    {
    }
}

/// <summary>An event as received by a consumer.</summary>
public sealed record ConsumedEvent(object Message, string Queue, Guid EventId, Guid? ReplayId, string? TraceId);

/// <summary>Messages that consumers received, and their handling.</summary>
public sealed class Received
{
    private readonly ConcurrentQueue<ConsumedEvent> _events = new();

    public IReadOnlyCollection<ConsumedEvent> Events => _events;

    public Func<ConsumedEvent, Task> Handle { get; set; } = _ => Task.CompletedTask;

    public Task TakeAsync(ConsumedEvent consumed)
    {
        _events.Enqueue(consumed);
        return Handle(consumed);
    }

    public Task WaitForAsync(int count) => Eventually.TrueAsync(() => Task.FromResult(_events.Count >= count), $"{count} events to arrive");
}
