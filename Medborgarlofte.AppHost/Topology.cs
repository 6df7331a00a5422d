using Microsoft.Extensions.Configuration;

namespace Medborgarlofte.AppHost;

/// <summary>The servers that the services need: in containers, or without.</summary>
/// <param name="RabbitMq">Connection to the broker.</param>
/// <param name="Database">Connection string of a database by name.</param>
/// <param name="Servers">Resources that a service waits for.</param>
/// <param name="Missing">What the machine lacks to run them, or null. Checked at start: building the model needs nothing.</param>
internal sealed record Topology(
    IResourceBuilder<IResourceWithConnectionString> RabbitMq,
    Func<string, ReferenceExpression> Database,
    IReadOnlyList<IResourceBuilder<IResource>> Servers,
    Func<string?> Missing)
{
    private const string RabbitMqName = "rabbitmq";
    private const string RabbitMqUser = "medborgarlofte";

    /// <summary>RabbitMQ and SQL Server in containers. Volumes and node name are fixed, so queues and data survive a restart.</summary>
    public static Topology OfContainers(IDistributedApplicationBuilder builder)
    {
        var rabbitMq = builder
            .AddRabbitMQ(
                RabbitMqName,
                builder.AddParameter("rabbitmq-user", RabbitMqUser, publishValueAsDefault: true),
                AddPassword(builder, "rabbitmq-password"))
            .WithManagementPlugin()
            .WithDataVolume("medborgarlofte-rabbitmq")
            .WithEnvironment("RABBITMQ_NODENAME", "rabbitmq@localhost")
            .WithLifetime(ContainerLifetime.Persistent)
            .WithUrlForEndpoint("management", url => url.DisplayText = "RabbitMQ");
        var sql = SqlServer.Add(builder, AddPassword(builder, "sql-password"));
        return new Topology(rabbitMq, sql.ConnectionStringTo, [rabbitMq, sql.Server], () => ContainerEngine.Answers()
            ? null
            : "RabbitMQ and SQL Server run in containers, but neither Docker nor Podman answers. Start one of them, or run without "
                + "containers: set Medborgarlofte__Containers=false.");
    }

    /// <summary>
    /// SQLite files, and the RabbitMQ in ConnectionStrings:rabbitmq or else the installed rabbitmq-server as a resource.
    /// </summary>
    public static Topology WithoutContainers(IDistributedApplicationBuilder builder, AppHostSettings settings)
    {
        var data = Path.GetFullPath(settings.Data, builder.AppHostDirectory);
        Directory.CreateDirectory(data);
        ReferenceExpression Database(string name) => ReferenceExpression.Create($"Data Source={Path.Combine(data, name + ".db")}");
        if (!string.IsNullOrEmpty(builder.Configuration.GetConnectionString(RabbitMqName)))
        {
            return new Topology(builder.AddConnectionString(RabbitMqName), Database, [], () => null);
        }

        var server = LocalRabbitMq.Add(builder, data, settings.RabbitMq, AddPassword(builder, "rabbitmq-server-password"));
        return new Topology(server, Database, [server], () => File.Exists(LocalRabbitMq.Program)
            ? null
            : "Without containers a RabbitMQ is needed: set ConnectionStrings__rabbitmq (amqp://user:password@host:5672) or install "
                + "rabbitmq-server.");
    }

    // Generated once and stored in the user secrets, because a volume keeps its password; Parameters:<name> overrides it. Publishing asks
    // for it. Without special characters, which have a meaning in connection strings and shells.
    private static IResourceBuilder<ParameterResource> AddPassword(IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(
            name,
            new GenerateParameterDefault { MinLength = 22, Special = false, MinLower = 1, MinUpper = 1, MinNumeric = 1 },
            secret: true,
            persist: true);
}
