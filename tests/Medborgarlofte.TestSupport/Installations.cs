using Microsoft.Data.Sqlite;

namespace Medborgarlofte.TestSupport;

/// <summary>A running Medborgarlofte, in either hosting, seen from outside: the public API at one address.</summary>
public abstract class Installation : IAsyncDisposable
{
    /// <summary>Where its data lies.</summary>
    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;

    /// <summary>Where its mails lie, whichever module sent them.</summary>
    public string Mails => Path.Combine(DataDirectory, "data", "notices");

    /// <summary>A client of the public API.</summary>
    public abstract HttpClient Client { get; }

    /// <summary>The processes by name.</summary>
    public abstract IReadOnlyDictionary<string, HostProcess> Processes { get; }

    /// <summary>The process that holds Reporting.</summary>
    public abstract HostProcess Reporting { get; }

    /// <summary>Waits until every service that runs can be reached at the one address: the gateway looks every second.</summary>
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

    // One address of each service; a municipality that does not exist is an answer too.
    private static readonly (string Service, string Path)[] Addresses =
    [
        ("incident-intake", "api/v1/municipalities"),
        ("measures", "api/v1/municipalities/0000/promises"),
        ("neighbourhood-watch", "api/v1/municipalities/0000/watch-groups"),
        ("reporting", "api/v1/municipalities/0000/follow-ups"),
    ];

    /// <summary>Ends all and removes the data.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Processes.Values.Select(process => process.DisposeAsync().AsTask()));
        SqliteConnection.ClearAllPools();
        Directory.Delete(DataDirectory, recursive: true);
        GC.SuppressFinalize(this);
    }
}

/// <summary>Everything in one process, the bus in memory.</summary>
public sealed class StandaloneInstallation : Installation
{
    private readonly HostProcess _process;

    private StandaloneInstallation(Dictionary<string, string> environment) => _process = new HostProcess(
        "Medborgarlofte.Standalone", DataDirectory, new(environment) { ["DataDirectory"] = DatabaseDirectory });

    /// <summary>Where the four databases lie.</summary>
    public string DatabaseDirectory => Path.Combine(DataDirectory, "data");

    /// <inheritdoc/>
    public override HttpClient Client => _process.Client;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, HostProcess> Processes => new Dictionary<string, HostProcess> { ["standalone"] = _process };

    /// <inheritdoc/>
    public override HostProcess Reporting => _process;

    /// <summary>Starts it, with further settings where there are any.</summary>
    public static async Task<StandaloneInstallation> StartAsync(Dictionary<string, string>? environment = null)
    {
        var installation = new StandaloneInstallation(environment ?? []);
        return await StartedAsync(installation, installation._process.StartAsync);
    }
}

/// <summary>Four services and the gateway, each a process of its own, over a real RabbitMQ.</summary>
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
    /// Starts it: all of it or without some processes, each service once or more, each process with an environment of its own,
    /// each service with a user of its own at the broker where one is made for it (virtual host, service), and on SQLite whatever
    /// the run's provider if the test needs the files.
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
