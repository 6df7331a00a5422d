using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Medborgarlofte.AppHost;

/// <summary>The machine's rabbitmq-server as a process on the loopback.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="directory">Directory of its data.</param>
/// <param name="port">Port of AMQP.</param>
/// <param name="password">Password of its user.</param>
internal sealed class LocalRabbitMq(string name, string directory, int port, ParameterResource password)
    : ExecutableResource(name, Program, directory), IResourceWithConnectionString
{
    /// <summary>The program. Not the wrapper in /usr/sbin, which changes the user and drops the environment.</summary>
    public const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private const string User = "medborgarlofte";

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"amqp://{User}:{password}@127.0.0.1:{Text(port)}");

    /// <summary>Adds the server and its name server.</summary>
    public static IResourceBuilder<LocalRabbitMq> Add(
        IDistributedApplicationBuilder builder, string data, RabbitMqPorts ports, IResourceBuilder<ParameterResource> password)
    {
        // Separate files; otherwise the server uses the plugins and settings in /etc/rabbitmq.
        var plugins = Path.Combine(data, "enabled_plugins");
        File.WriteAllText(plugins, "[].");
        var settings = Path.Combine(data, "rabbitmq.conf");
        File.WriteAllText(settings, "log.file = false\nlog.console = true\nlog.console.level = warning\n");

        builder.Services.AddHealthChecks().AddAsyncCheck(
            "rabbitmq-port", cancellationToken => CheckPortAsync(ports.Port, cancellationToken));

        // The server would start this daemon itself, with the password in its environment, and leave it running.
        var names = builder.AddExecutable("epmd", "epmd", data, "-port", Text(ports.EpmdPort), "-address", "127.0.0.1")
            .WithHidden();
        var server = builder.AddResource(new LocalRabbitMq("rabbitmq", data, ports.Port, password.Resource))
            .WithEnvironment("HOME", data)
            .WithEnvironment("RABBITMQ_NODENAME", "medborgarlofte@localhost")
            .WithEnvironment("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1")
            .WithEnvironment("RABBITMQ_NODE_PORT", Text(ports.Port))
            .WithEnvironment("RABBITMQ_DIST_PORT", Text(ports.DistributionPort))
            .WithEnvironment("RABBITMQ_CONFIG_FILE", settings)
            .WithEnvironment("RABBITMQ_ENABLED_PLUGINS_FILE", plugins)
            .WithEnvironment("RABBITMQ_DEFAULT_USER", User)
            .WithEnvironment("RABBITMQ_DEFAULT_PASS", password)
            .WithEnvironment("RABBITMQ_MNESIA_BASE", Path.Combine(data, "mnesia"))
            .WithEnvironment("RABBITMQ_LOG_BASE", Path.Combine(data, "log"))
            .WithEnvironment("RABBITMQ_PID_FILE", Path.Combine(data, "rabbitmq.pid"))
            .WithEnvironment("ERL_EPMD_PORT", Text(ports.EpmdPort))
            .WithEnvironment("ERL_EPMD_ADDRESS", "127.0.0.1")
            .WithEnvironment("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}")
            .WithHealthCheck("rabbitmq-port")
            .WaitForStart(names);
        names.WithParentRelationship(server);
        return server;
    }

    private static async Task<HealthCheckResult> CheckPortAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (SocketException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
