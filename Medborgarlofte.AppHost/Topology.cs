using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Medborgarlofte.AppHost;

/// <summary>The servers that the services need: in containers, or without.</summary>
/// <param name="RabbitMq">Connection to the broker.</param>
/// <param name="Database">Connection to a database by name.</param>
/// <param name="Servers">Resources that a service waits for.</param>
internal sealed record Topology(
    IResourceBuilder<IResourceWithConnectionString> RabbitMq,
    Func<string, IResourceBuilder<IResourceWithConnectionString>> Database,
    IReadOnlyList<IResourceBuilder<IResource>> Servers)
{
    private const string RabbitMqServer = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string RabbitMqUser = "medborgarlofte";
    private const int RabbitMqPort = 5679;
    private static readonly TimeSpan ContainerEngineTimeout = TimeSpan.FromSeconds(10);

    /// <summary>RabbitMQ and SQL Server in containers. Volumes and node name are fixed, so queues and data survive a restart.</summary>
    public static Topology OfContainers(IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsRunMode)
        {
            // Checked at start only: building the model does not need an engine.
            builder.Eventing.Subscribe<BeforeStartEvent>((_, _) => Task.Run(RequireContainerEngine));
        }

        var rabbitMq = builder
            .AddRabbitMQ(
                "rabbitmq",
                builder.AddParameter("rabbitmq-user", RabbitMqUser, publishValueAsDefault: true),
                AddPassword(builder, "rabbitmq-password"))
            .WithManagementPlugin()
            .WithDataVolume("medborgarlofte-rabbitmq")
            .WithEnvironment("RABBITMQ_NODENAME", "rabbitmq@localhost")
            .WithLifetime(ContainerLifetime.Persistent)
            .WithUrlForEndpoint("management", url => url.DisplayText = "RabbitMQ");
        var sql = builder.AddSqlServer("sql", AddPassword(builder, "sql-password"))
            .WithDataVolume("medborgarlofte-sql")
            .WithLifetime(ContainerLifetime.Persistent);
        return new Topology(rabbitMq, name => sql.AddDatabase(name).WithCreationScript(CreationScript(name)), [rabbitMq, sql]);
    }

    // Aspire itself only logs a warning, and all resources wait forever.
    private static void RequireContainerEngine()
    {
        if (!Answers("docker") && !Answers("podman"))
        {
            throw new InvalidOperationException(
                "RabbitMQ and SQL Server run in containers, but neither Docker nor Podman answers. Start one of them, or run without "
                + "containers: set Medborgarlofte__Containers=false.");
        }
    }

    // The executable may exist while its daemon is down.
    private static bool Answers(string engine)
    {
        try
        {
            using var info = Process.Start(
                new ProcessStartInfo(engine, "info") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            info.BeginOutputReadLine();
            info.BeginErrorReadLine();
            if (info.WaitForExit(ContainerEngineTimeout))
            {
                return info.ExitCode == 0;
            }

            info.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    // The same settings as when the services create a database: readers do not wait for writers.
    private static string CreationScript(string name) =>
        $"""
        IF DB_ID(N'{name}') IS NULL CREATE DATABASE [{name}];
        GO
        IF (SELECT is_read_committed_snapshot_on FROM sys.databases WHERE name = N'{name}') = 0
            ALTER DATABASE [{name}] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
        """;

    /// <summary>
    /// SQLite files, and the RabbitMQ in ConnectionStrings:rabbitmq or else the installed rabbitmq-server as a resource.
    /// </summary>
    /// <exception cref="InvalidOperationException">Neither exists.</exception>
    public static Topology WithoutContainers(IDistributedApplicationBuilder builder)
    {
        var data = Path.Combine(builder.AppHostDirectory, ".data");
        Directory.CreateDirectory(data);
        IResourceBuilder<IResourceWithConnectionString> Database(string name) =>
            builder.AddConnectionString(name, ReferenceExpression.Create($"Data Source={Path.Combine(data, name + ".db")}"));

        if (!string.IsNullOrEmpty(builder.Configuration.GetConnectionString("rabbitmq")))
        {
            return new Topology(builder.AddConnectionString("rabbitmq"), Database, []);
        }

        if (!File.Exists(RabbitMqServer))
        {
            throw new InvalidOperationException(
                "Without containers a RabbitMQ is needed: set ConnectionStrings:rabbitmq (amqp://user:password@host:5672) or install "
                + "rabbitmq-server.");
        }

        var password = AddPassword(builder, "rabbitmq-server-password");
        var server = AddRabbitMqServer(builder, data, password);
        var port = RabbitMqPort.ToString(CultureInfo.InvariantCulture);
        return new Topology(
            builder.AddConnectionString("rabbitmq", ReferenceExpression.Create($"amqp://{RabbitMqUser}:{password}@127.0.0.1:{port}")),
            Database,
            [server]);
    }

    // Generated once and stored in the user secrets, because a volume keeps its password; Parameters:<name> overrides it. Publishing asks
    // for it. Without special characters, which have a meaning in connection strings and shells.
    private static IResourceBuilder<ParameterResource> AddPassword(IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(
            name,
            new GenerateParameterDefault { MinLength = 22, Special = false, MinLower = 1, MinUpper = 1, MinNumeric = 1 },
            secret: true,
            persist: true);

    private static IResourceBuilder<ExecutableResource> AddRabbitMqServer(
        IDistributedApplicationBuilder builder, string data, IResourceBuilder<ParameterResource> password)
    {
        // Separate files; otherwise the server uses the plugins and settings in /etc/rabbitmq.
        var plugins = Path.Combine(data, "enabled_plugins");
        File.WriteAllText(plugins, "[].");
        var settings = Path.Combine(data, "rabbitmq.conf");
        File.WriteAllText(settings, "log.file = false\n");

        builder.Services.AddHealthChecks().AddAsyncCheck("rabbitmq-port", async cancellationToken =>
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", RabbitMqPort, cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (SocketException exception)
            {
                return HealthCheckResult.Unhealthy(exception.Message);
            }
        });

        // Not the wrapper in /usr/sbin, which changes the user and drops the environment.
        return builder.AddExecutable("rabbitmq-server", RabbitMqServer, data)
            .WithEnvironment("HOME", data)
            .WithEnvironment("RABBITMQ_NODENAME", "medborgarlofte@localhost")
            .WithEnvironment("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1")
            .WithEnvironment("RABBITMQ_NODE_PORT", RabbitMqPort.ToString(CultureInfo.InvariantCulture))
            .WithEnvironment("RABBITMQ_DIST_PORT", "25679")
            .WithEnvironment("RABBITMQ_CONFIG_FILE", settings)
            .WithEnvironment("RABBITMQ_ENABLED_PLUGINS_FILE", plugins)
            .WithEnvironment("RABBITMQ_DEFAULT_USER", RabbitMqUser)
            .WithEnvironment("RABBITMQ_DEFAULT_PASS", password)
            .WithEnvironment("RABBITMQ_MNESIA_BASE", Path.Combine(data, "mnesia"))
            .WithEnvironment("RABBITMQ_LOG_BASE", Path.Combine(data, "log"))
            .WithEnvironment("RABBITMQ_PID_FILE", Path.Combine(data, "rabbitmq.pid"))
            .WithEnvironment("ERL_EPMD_PORT", "4379")
            .WithEnvironment("ERL_EPMD_ADDRESS", "127.0.0.1")
            .WithEnvironment("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}")
            .WithEnvironment("RABBITMQ_LOGS", "-")
            .WithHealthCheck("rabbitmq-port");
    }
}
