namespace Medborgarlofte.AppHost;

/// <summary>The settings of the AppHost itself, section Medborgarlofte.</summary>
internal sealed record AppHostSettings
{
    /// <summary>RabbitMQ and SQL Server in containers; otherwise RabbitMQ as a process and SQLite files.</summary>
    public bool Containers { get; init; } = true;

    /// <summary>Processes of each service.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Port of the gateway.</summary>
    public int Port { get; init; } = 5100;

    /// <summary>Without containers, the directory of the SQLite files and RabbitMQ's; relative to the AppHost.</summary>
    public string Data { get; init; } = ".data";

    /// <summary>Without containers, the ports of RabbitMQ.</summary>
    public RabbitMqPorts RabbitMq { get; init; } = new();
}

/// <summary>The ports of a RabbitMQ that runs as a process.</summary>
internal sealed record RabbitMqPorts
{
    /// <summary>Port of AMQP.</summary>
    public int Port { get; init; } = 5679;

    /// <summary>Port of Erlang's distribution.</summary>
    public int DistributionPort { get; init; } = 25679;

    /// <summary>Port of Erlang's name server, epmd.</summary>
    public int EpmdPort { get; init; } = 4379;
}
