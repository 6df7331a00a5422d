using System.Globalization;
using Medborgarlofte.Events;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Reporting.Tests;

/// <summary>Reporting without the other modules. Tests share it and add a municipality each.</summary>
public sealed class ReportingApp : ModuleApp, IAsyncLifetime
{
    private readonly OtherModules _others = new();
    private int _municipalities;

    public async ValueTask InitializeAsync() => await StartAsync();

    /// <summary>Adds a municipality and waits for its reference data.</summary>
    public async Task<TestMunicipality> AddMunicipalityAsync()
    {
        var code = (1000 + Interlocked.Increment(ref _municipalities)).ToString(CultureInfo.InvariantCulture);
        var reference = new Some(code).ReferenceData().ToArray();
        await PublishAllAsync(reference);
        await Eventually.TrueAsync(
            async () => await InDatabaseAsync(db =>
                db.Set<ReferenceCopy>().CountAsync(copy => copy.Municipality == code)) == reference.Length,
            "reference data");
        return new TestMunicipality(this, code);
    }

    /// <summary>Publishes an event of another module, which sends it again in a replay.</summary>
    public new Task PublishAsync(object message)
    {
        _others.EventLog.Enqueue(message);
        return base.PublishAsync(message);
    }

    public async Task PublishAllAsync(params object[] messages) => await Task.WhenAll(messages.Select(PublishAsync));

    internal Task<T> InDatabaseAsync<T>(Func<ReportingDbContext, Task<T>> run) => InDatabaseAsync<ReportingDbContext, T>(run);

    protected override void AddModule(IServiceCollection services, IConfiguration configuration) =>
        services.AddReporting(configuration).AddSingleton(_others);

    protected override void AddQueues(QueueCatalogue queues)
    {
        ReportingModule.AddQueues(queues);
        queues.Add("replay-of-one", 1, typeof(ReplayResponder));
        queues.Add("replay-of-others", 1, typeof(EmptyReplayResponder));
    }

    protected override void MapModule(WebApplication app) => app.MapReporting();
}
