using Medborgarlofte.ApiContract;
using Medborgarlofte.Architecture.Tests;
using Medborgarlofte.Demo;
using Medborgarlofte.Events;
using Medborgarlofte.IncidentIntake;
using Medborgarlofte.Measures;
using Medborgarlofte.NeighbourhoodWatch;
using Medborgarlofte.Reporting;
using Medborgarlofte.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(WholeApp))]

namespace Medborgarlofte.Architecture.Tests;

/// <summary>
/// All modules in this process with the Oxelösund demo, so that tests can enumerate and call all endpoints.
/// </summary>
public sealed class WholeApp : ModuleApp, IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-whole-").FullName;

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        Assert.True(await DemoLoader.LoadAsync(Client, TestContext.Current.CancellationToken));
        await AddWatchAsync();
        await Client.PostJsonAsync(
            ApiClient.Root + "/0481/meetings", new { on = "2021-05-03", parties = new[] { "police:nykoping", "municipality:0481" } });
    }

    // The demo has no grannsamverkan; create one item of each kind, so that its endpoints can be called.
    private async Task AddWatchAsync()
    {
        const string Root = ApiClient.Root + "/0481";
        var group = await Client.PostWhenKnownAsync(
            Root + "/watch-groups", new { name = "Sunda norra", area = "sunda", variant = "neighbourhood", households = 12 });
        await Client.PostJsonAsync($"{Root}/watch-groups/{group.Text("id")}/members", new { role = "household", address = "Sjövägen 4" });
        await Client.PostJsonAsync(
            Root + "/trainings", new { kind = "basic", form = "digital", startsAt = "2021-05-04T18:00:00+02:00", seats = 10 });
        await Client.PostJsonAsync(Root + "/restrictions", new { reason = "pandemicRestrictions", from = "2021-01-01", to = "2021-04-30" });
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    protected override void AddModule(IServiceCollection services, IConfiguration configuration)
    {
        foreach (var module in new[] { "incident-intake", "measures", "neighbourhood-watch", "reporting" })
        {
            configuration["ConnectionStrings:" + module] = $"Data Source={Path.Combine(_directory, module + ".db")}";
        }

        services.AddIncidentIntake(configuration).AddMeasures(configuration).AddNeighbourhoodWatch(configuration)
            .AddReporting(configuration);
    }

    protected override void AddQueues(QueueCatalogue queues)
    {
        IncidentIntakeModule.AddQueues(queues);
        MeasuresModule.AddQueues(queues);
        NeighbourhoodWatchModule.AddQueues(queues);
        ReportingModule.AddQueues(queues);
    }

    protected override void MapModule(WebApplication app)
    {
        app.MapIncidentIntake();
        app.MapMeasures();
        app.MapNeighbourhoodWatch();
        app.MapReporting();
        app.MapApiContract();
    }
}
