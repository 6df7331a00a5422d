using Medborgarlofte.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Medborgarlofte.Platform.Tests;

/// <summary>Readiness of a process at the moment when its databases become ready.</summary>
public sealed class ReadinessTests
{
    private const int Attempts = 500;

    [Fact]
    public async Task Request_right_after_the_last_database_is_ready_is_not_503()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (first, last) = (new ServerDatabase(), new ServerDatabase());
            await using var provider = Services(first, last);
            var request = Pipeline(provider);
            first.SetReady();
            Assert.Equal(StatusCodes.Status503ServiceUnavailable, await StatusAsync());

            last.SetReady();

            Assert.Equal(StatusCodes.Status200OK, await StatusAsync());

            async Task<int> StatusAsync()
            {
                var context = new DefaultHttpContext { RequestServices = provider };
                await request(context);
                return context.Response.StatusCode;
            }
        }
    }

    private static ServiceProvider Services(params IModuleDatabase[] databases)
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:database"] = "Server=127.0.0.1;Database=none" };
        var services = new ServiceCollection().AddLogging().AddProblems().AddModuleDatabase<TestDbContext, TestDbContext, TestDbContext>(
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "test");
        services.RemoveAll<IModuleDatabase>();
        foreach (var database in databases)
        {
            services.AddSingleton(database);
        }

        return services.BuildServiceProvider();
    }

    private static RequestDelegate Pipeline(IServiceProvider provider)
    {
        var app = new ApplicationBuilder(provider);
        provider.GetServices<IStartupFilter>().Single()
            .Configure(end => end.Run(_ => Task.CompletedTask))(app);
        return app.Build();
    }

    // Not a file, so requests do not wait for it.
    private sealed class ServerDatabase : IModuleDatabase
    {
        private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ready => _ready.Task;

        public string Module => "test";

        public IReadOnlyList<string> Migrations => [];

        public bool IsFile => false;

        public Task FirstAttempt => Task.CompletedTask;

        public void SetReady() => _ready.SetResult();

        public Task MigrateAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
