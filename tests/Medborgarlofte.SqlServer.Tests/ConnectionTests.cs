using System.Net;
using System.Net.Sockets;
using Medborgarlofte.Events;
using Medborgarlofte.Measures;
using Medborgarlofte.Persistence;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Medborgarlofte.SqlServer.Tests;

/// <summary>How a module connects to SQL Server: its options, and a listener that cuts every connection.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task Lost_connection_is_retried_at_once_although_the_pool_has_just_failed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var enough = new CancellationTokenSource();
        var cutting = CutAsync(listener, connections: 3, enough);
        await using var services = ServicesFor(
            $"Server=127.0.0.1,{((IPEndPoint)listener.LocalEndpoint).Port};Database=x;User Id=sa;Connect Retry Count=0");
        await using var scope = services.CreateAsyncScope();
        var db = Context(scope.ServiceProvider);

        var exception = await Assert.ThrowsAnyAsync<Exception>(
            () => db.Database.CreateExecutionStrategy().ExecuteAsync(db.Database.OpenConnectionAsync, enough.Token));

        await enough.CancelAsync();

        // On Linux the error has the number 0. Without a retry the first one ends the work; with the pool's blocking period the others do
        // not reach the listener.
        Assert.True(await cutting == 3, exception.ToString());
    }

    [Fact]
    public void Pool_does_not_repeat_an_error_and_the_other_settings_remain()
    {
        using var services = ServicesFor("Data Source=db;Database=x;User Id=sa;Connect Timeout=7");
        using var scope = services.CreateScope();

        var settings = new SqlConnectionStringBuilder(Context(scope.ServiceProvider).Database.GetConnectionString());

        Assert.Equal(PoolBlockingPeriod.NeverBlock, settings.PoolBlockingPeriod);
        Assert.Equal(("db", "x", "sa", 7), (settings.DataSource, settings.InitialCatalog, settings.UserID, settings.ConnectTimeout));
    }

    [Fact]
    public void Rows_of_committed_transactions_are_cleaned_up_on_SQL_Server()
    {
        var services = new ServiceCollection();
        services.AddMeasures(ConfigurationFor("Server=none;Database=x"));

        Assert.Contains(
            services.Where(service => service.ServiceType == typeof(IHostedService)).Select(service => service.ImplementationType),
            type => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(CommittedTransactionCleanup<>));
    }

    [Theory]
    [InlineData("INSERT INTO CommittedTransactions (Id, At) VALUES (@p0, @p1)")]
    [InlineData("SELECT is_read_committed_snapshot_on AS Value FROM sys.databases WHERE database_id = DB_ID()")]
    public void Statements_of_the_platform_are_valid_T_SQL(string statement)
    {
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(statement), out var errors);

        Assert.Empty(errors.Select(error => error.Message));
    }

    // Accepts and closes connections, and cancels the work when there were enough; returns their number.
    private static async Task<int> CutAsync(TcpListener listener, int connections, CancellationTokenSource enough)
    {
        var cut = 0;
        try
        {
            while (cut < connections)
            {
                using var client = await listener.AcceptTcpClientAsync(enough.Token);
                cut++;
            }

            await enough.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The work ended earlier.
        }

        return cut;
    }

    private static ModuleDbContext Context(IServiceProvider services) => (ModuleDbContext)services.GetRequiredService(
        typeof(MeasuresModule).Assembly.GetTypes().Single(type => type.Name == "MeasuresDbContext"));

    private static IConfiguration ConfigurationFor(string connectionString) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("ConnectionStrings:database", connectionString)])
        .Build();

    private static ServiceProvider ServicesFor(string connectionString)
    {
        var configuration = ConfigurationFor(connectionString);
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddMeasures(configuration)
            .AddEventBus(configuration, MeasuresModule.AddQueues)
            .BuildServiceProvider();
    }
}
