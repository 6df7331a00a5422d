using MassTransit;
using Medborgarlofte.Standalone;
using Medborgarlofte.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.ApiContract.Tests;

/// <summary>Standalone in this process, with real HTTP, real SQLite files and a fixed clock.</summary>
internal sealed class ContractApp : IAsyncDisposable
{
    /// <summary>Tests that start it run sequentially, because the bus has one log for the whole process.</summary>
    public const string OneAtATime = "Standalone in this process";

    private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;
    private readonly WebApplication _app;

    private ContractApp(Action<OpenApiOptions>? document)
    {
        LogContext.Current = null;
        string[] settings =
        [
            $"--DataDirectory={_directory}",
            "--urls=http://127.0.0.1:0",
            "--environment=Development",
            "--Logging:LogLevel:Default=Critical",
            .. TestIssuer.Shared.Settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ];
        _app = StandaloneApp.Build(settings, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(Clock);
            if (document is not null)
            {
                builder.Services.AddOpenApi(document);
            }
        });
    }

    /// <summary>The clock: 3 May 2021, just after the first tertial.</summary>
    public TestClock Clock { get; } = new(new DateTimeOffset(2021, 5, 3, 9, 0, 0, TimeSpan.Zero));

    /// <summary>A client with all roles, relative to the root of the API.</summary>
    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the app, with the framework's OpenAPI services if document options are given.</summary>
    public static async Task<ContractApp> StartAsync(Action<OpenApiOptions>? document = null)
    {
        var app = new ContractApp(document);
        await app._app.StartAsync();

        // The server rejects a body that is too large before it is sent.
        app.Client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) })
        {
            BaseAddress = new Uri(new Uri(app._app.Urls.First()), "/api/v1/"),
            DefaultRequestHeaders = { Authorization = TestIssuer.Everything() },
        };
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
