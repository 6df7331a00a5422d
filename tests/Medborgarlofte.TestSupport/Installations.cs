using Microsoft.Data.Sqlite;

namespace Medborgarlofte.TestSupport;

/// <summary>A running Medborgarlofte in either hosting, accessed through the public API at one address.</summary>
public abstract class Installation : IAsyncDisposable
{
    /// <summary>The installation's data directory.</summary>
    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;

    /// <summary>The directory of the mails of all modules.</summary>
    public string Mails => Path.Combine(DataDirectory, "data", "notices");

    /// <summary>A client of the public API.</summary>
    public abstract HttpClient Client { get; }

    /// <summary>The processes by name.</summary>
    public abstract IReadOnlyDictionary<string, HostProcess> Processes { get; }

    /// <summary>The process that runs Reporting.</summary>
    public abstract HostProcess Reporting { get; }

    /// <summary>Waits until every running service can be reached at the one address; the gateway checks health every second.</summary>
    public Task ReachableAsync(string[]? without = null) => Task.WhenAll(
        from address in Addresses
        where without?.Contains(address.Service) != true
        select Eventually.TrueAsync(
            async () =>
            {
                using var answer = await Client.GetAsync(new Uri(address.Path, UriKind.Relative));
                return (int)answer.StatusCode < 500;
            },
            $"{address.Service} to be reached"));

    /// <summary>Starts an installation and ends its processes if that fails.</summary>
    protected static async Task<T> StartedAsync<T>(T installation, Func<Task> start)
        where T : Installation
    {
        try
        {
            await start();
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    // One address of each service; 404 for the unknown municipality also shows that the service answers.
    private static readonly (string Service, string Path)[] Addresses =
    [
        ("incident-intake", "api/v1/municipalities"),
        ("measures", "api/v1/municipalities/0000/promises"),
        ("neighbourhood-watch", "api/v1/municipalities/0000/watch-groups"),
        ("reporting", "api/v1/municipalities/0000/follow-ups"),
    ];

    /// <summary>Ends all processes and removes the data.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Processes.Values.Select(process => process.DisposeAsync().AsTask()));
        SqliteConnection.ClearAllPools();
        Directory.Delete(DataDirectory, recursive: true);
        GC.SuppressFinalize(this);
    }
}

/// <summary>All modules in one process, with the in-memory bus.</summary>
public sealed class StandaloneInstallation : Installation
{
    private readonly HostProcess _process;

    private StandaloneInstallation(Dictionary<string, string> environment) => _process = new HostProcess(
        "Medborgarlofte.Standalone", DataDirectory, new(environment) { ["DataDirectory"] = DatabaseDirectory });

    /// <summary>The directory of the four databases.</summary>
    public string DatabaseDirectory => Path.Combine(DataDirectory, "data");

    /// <inheritdoc/>
    public override HttpClient Client => _process.Client;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, HostProcess> Processes => new Dictionary<string, HostProcess> { ["standalone"] = _process };

    /// <inheritdoc/>
    public override HostProcess Reporting => _process;

    /// <summary>Starts the installation, with optional further settings.</summary>
    public static async Task<StandaloneInstallation> StartAsync(Dictionary<string, string>? environment = null)
    {
        var installation = new StandaloneInstallation(environment ?? []);
        return await StartedAsync(installation, installation._process.StartAsync);
    }
}

/// <summary>Four services and the gateway, each in its own process, with a real RabbitMQ.</summary>
public sealed class DistributedInstallation : Installation
{
    private static readonly (string Name, string Program)[] Services =
    [
        ("incident-intake", "Medborgarlofte.IncidentIntake.Host"),
        ("measures", "Medborgarlofte.Measures.Host"),
        ("neighbourhood-watch", "Medborgarlofte.NeighbourhoodWatch.Host"),
        ("reporting", "Medborgarlofte.Reporting.Host"),
    ];

    private readonly Dictionary<string, HostProcess> _processes = [];
    private readonly Dictionary<string, TestDatabase> _databases;

    private DistributedInstallation(
        string rabbitMq,
        Dictionary<string, TestDatabase> databases,
        int replicas,
        Func<string, Dictionary<string, string>> environment,
        Dictionary<string, string> brokers)
    {
        RabbitMq = rabbitMq;
        _databases = databases;
        var destinations = environment("gateway");
        foreach (var (name, program) in Services)
        {
            for (var replica = 1; replica <= replicas; replica++)
            {
                var process = new HostProcess(program, DataDirectory, new(environment(name))
                {
                    ["ConnectionStrings__database"] = databases[name].ConnectionString,
                    ["ConnectionStrings__rabbitmq"] = brokers.GetValueOrDefault(name, rabbitMq),
                    ["Database__MigrateAtStart"] = "true",
                });
                var replicaName = replica == 1 ? name : $"{name}-{replica}";
                _processes[replicaName] = process;
                destinations[$"ReverseProxy__Clusters__{name}__Destinations__{replicaName}__Address"] = process.Address.ToString();
            }
        }

        _processes["gateway"] = new HostProcess("Medborgarlofte.Gateway.Host", DataDirectory, destinations);
    }

    /// <inheritdoc/>
    public override HttpClient Client => _processes["gateway"].Client;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, HostProcess> Processes => _processes;

    /// <inheritdoc/>
    public override HostProcess Reporting => _processes["reporting"];

    /// <summary>The broker's connection string.</summary>
    public string RabbitMq { get; }

    /// <summary>The connection string of a service's database.</summary>
    public string DatabaseOf(string service) => _databases[service].ConnectionString;

    /// <summary>
    /// Starts the installation. Some processes can be left out, services can have several replicas, and each process can have its own
    /// environment. <paramref name="userOf"/> creates a broker user for a service (virtual host, service). With
    /// <paramref name="onFiles"/> the databases are SQLite files whatever the run's provider.
    /// </summary>
    public static async Task<DistributedInstallation> StartAsync(
        RabbitNode rabbit,
        string[]? without = null,
        int replicas = 1,
        Func<string, Dictionary<string, string>>? environment = null,
        bool onFiles = false,
        Func<string, string, Task<string>>? userOf = null)
    {
        var databases = new Dictionary<string, TestDatabase>();
        foreach (var (name, _) in Services)
        {
            databases[name] = onFiles ? TestDatabase.CreateFile() : TestDatabase.Create();
        }

        var host = await rabbit.VirtualHostAsync();
        var brokers = new Dictionary<string, string>();
        foreach (var (name, _) in userOf is null ? [] : Services)
        {
            brokers[name] = await userOf!(host, name);
        }

        var installation = new DistributedInstallation(host, databases, replicas, environment ?? (_ => []), brokers);
        return await StartedAsync(installation, async () =>
        {
            await Task.WhenAll(
                installation._processes.Where(process => without?.Contains(process.Key) != true)
                    .Select(process => process.Value.StartAsync()));
            await installation.ReachableAsync(without);
        });
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var database in _databases.Values)
        {
            await database.DisposeAsync();
        }
    }
}
