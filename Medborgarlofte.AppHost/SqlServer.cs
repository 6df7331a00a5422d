using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Medborgarlofte.AppHost;

/// <summary>SQL Server in a container. The services create their databases themselves, with READ_COMMITTED_SNAPSHOT.</summary>
/// <param name="Server">The container.</param>
/// <param name="Password">Password of its user sa.</param>
internal sealed record SqlServer(IResourceBuilder<ContainerResource> Server, IResourceBuilder<ParameterResource> Password)
{
    private const string HealthCheck = "sql";

    /// <summary>Adds the container. A volume keeps its data.</summary>
    public static SqlServer Add(IDistributedApplicationBuilder builder, IResourceBuilder<ParameterResource> password)
    {
        var container = builder.AddContainer("sql", "mcr.microsoft.com/mssql/server", "2022-latest")
            .WithEndpoint(targetPort: 1433, name: "tcp")
            .WithEnvironment("ACCEPT_EULA", "Y")
            .WithEnvironment("MSSQL_SA_PASSWORD", password)
            .WithVolume("medborgarlofte-sql", "/var/opt/mssql")
            .WithLifetime(ContainerLifetime.Persistent)
            .WithHealthCheck(HealthCheck);
        var server = new SqlServer(container, password);
        var master = server.ConnectionStringTo("master");
        builder.Services.AddHealthChecks().AddAsyncCheck(
            HealthCheck, async cancellationToken => await CheckAsync((await master.GetValueAsync(cancellationToken))!, cancellationToken));
        return server;
    }

    /// <summary>The connection string of a database.</summary>
    public ReferenceExpression ConnectionStringTo(string database)
    {
        var endpoint = Server.GetEndpoint("tcp");
        return ReferenceExpression.Create(
            $"Server={endpoint.Property(EndpointProperty.IPV4Host)},{endpoint.Property(EndpointProperty.Port)};User ID=sa;"
            + $"Password={Password};TrustServerCertificate=true;Initial Catalog={database}");
    }

    // Asks the server: it listens long before it accepts logins. Without a pool, which would repeat an earlier failure for a while.
    private static async Task<HealthCheckResult> CheckAsync(string connectionString, CancellationToken cancellationToken)
    {
        var settings = new SqlConnectionStringBuilder(connectionString) { Pooling = false, ConnectTimeout = 5 };
        try
        {
            await using var connection = new SqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (SqlException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
