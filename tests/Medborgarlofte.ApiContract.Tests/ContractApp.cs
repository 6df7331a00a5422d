using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Medborgarlofte.ApiContract.Tests;

/// <summary>Standalone as it is, in this process: real HTTP and real SQLite files, with a clock that stands still.</summary>
internal sealed class ContractApp : WebApplicationFactory<Program>
{
    private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;
    private readonly Action<OpenApiOptions>? _document;

    private ContractApp(Action<OpenApiOptions>? document = null)
    {
        _document = document;
        UseKestrel(0);
        StartServer();

        // A body that is too large is refused before it is sent.
        Client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) })
        {
            BaseAddress = new Uri(ClientOptions.BaseAddress, "/api/v1/"),
        };
    }

    /// <summary>Starts it, with the framework's reading of the endpoints where a document is to be written.</summary>
    public static Task<ContractApp> StartAsync(Action<OpenApiOptions>? document = null) =>
        // The start waits for its services, which the test's own threads must not be kept from.
        Task.Run(() => new ContractApp(document));

    /// <summary>The clock: 3 May 2021, just after the first tertial.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2021, 5, 3, 9, 0, 0, TimeSpan.Zero));

    /// <summary>A client of the API, relative to its root.</summary>
    public HttpClient Client { get; }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection(
            [new("DataDirectory", _directory), new("urls", "http://127.0.0.1:0"), new("Logging:LogLevel:Default", "Critical")]));
        return base.CreateHost(builder);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.ConfigureServices(services =>
    {
        services.AddSingleton<TimeProvider>(Clock);
        if (_document is not null)
        {
            services.AddOpenApi(_document);
        }
    });

    public override async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
