using System.Net.Http.Headers;
using MassTransit;
using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.TestSupport;

/// <summary>One module as its host runs it, with real HTTP, a real database, the in-memory bus and a fake clock.</summary>
public abstract class ModuleApp : IAsyncDisposable
{
    private TestDatabase? _database;
    private WebApplication? _app;

    /// <summary>The clock: 3 May 2021, just after the first tertial.</summary>
    public TestClock Clock { get; } = new(new DateTimeOffset(2021, 5, 3, 9, 0, 0, TimeSpan.Zero));

    /// <summary>A client of the module's API with all roles.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>The module's services.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>Faults of the module's database, for tests of lost connections on SQLite.</summary>
    public DatabaseFaults? Faults { get; init; }

    /// <summary>Further settings of the module, such as a broker instead of the in-memory bus.</summary>
    protected virtual Dictionary<string, string?> Settings => [];

    /// <summary>Starts the module on its own empty database, or on a shared one that the caller removes.</summary>
    protected async Task StartAsync(TestDatabase? shared = null)
    {
        var database = shared ?? (_database = TestDatabase.Create());
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(
        [
            new("ConnectionStrings:database", database.ConnectionString),
            .. TestIssuer.Shared.Settings!,
            .. Settings,
        ]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(Clock);
        LogContext.Current = null;
        builder.AddServiceDefaults();
        AddModule(builder.Services, builder.Configuration);
        Faults?.AddTo(builder.Services);
        builder.Services.AddEventBus(builder.Configuration, AddQueues);

        _app = builder.Build();
        _app.UseServiceDefaults();
        MapModule(_app);
        await _app.StartAsync();
        Client = ClientFor(TestIssuer.Everything());

        // On a server, the database is created while the module already listens.
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    using var health = await Client.GetAsync(new Uri("/health", UriKind.Relative));
                    return health.IsSuccessStatusCode;
                },
                "the module to be ready");
        }
        catch (TimeoutException exception)
        {
            var report = await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
            var unready = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy)
                .Select(entry => $"{entry.Key}: {entry.Value.Description}");
            throw new TimeoutException(string.Join("; ", unready), exception);
        }
    }

    /// <summary>Creates a client with another token, or without one.</summary>
    public HttpClient ClientFor(AuthenticationHeaderValue? token) => new()
    {
        BaseAddress = new Uri(_app!.Urls.First()),
        DefaultRequestHeaders = { Authorization = token },
    };

    /// <summary>Adds the module's services.</summary>
    protected abstract void AddModule(IServiceCollection services, IConfiguration configuration);

    /// <summary>Adds the module's queues.</summary>
    protected abstract void AddQueues(QueueCatalogue queues);

    /// <summary>Maps the module's endpoints.</summary>
    protected abstract void MapModule(WebApplication app);

    /// <summary>Publishes an event as another module's relay would.</summary>
    public Task PublishAsync(object message) => Services.GetRequiredService<IBus>().Publish(message, message.GetType());

    /// <summary>Runs an action with the module's database context.</summary>
    public async Task<TResult> InDatabaseAsync<TContext, TResult>(Func<TContext, Task<TResult>> run)
        where TContext : ModuleDbContext
    {
        await using var scope = Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    /// <summary>Runs the hourly jobs now.</summary>
    public async Task WorkAsync<TContext, TWork>()
        where TContext : ModuleDbContext
        where TWork : HourlyJob<TContext>
    {
        await using var scope = Services.CreateAsyncScope();
        await Services.GetServices<IHostedService>().OfType<TWork>().Single().RunAsync(scope.ServiceProvider, CancellationToken.None);
    }

    /// <summary>Stops the module and removes its database.</summary>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
