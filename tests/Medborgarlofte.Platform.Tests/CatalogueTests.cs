using MassTransit;
using Medborgarlofte.Contracts.ReferenceData;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Medborgarlofte.Platform.Tests;

public sealed class CatalogueTests
{
    [Theory]
    [InlineData("Data Source=data/x.db", false)]
    [InlineData("Server=db;Database=x", true)]
    [InlineData("Data Source=db;Initial Catalog=x", true)]
    [InlineData("Data Source=db;Database=x", true)]
    [InlineData("Data Source=db;User Id=sa", true)]
    [InlineData("data source=tcp:db,1433;database=x;Encrypt=False", true)]
    [InlineData("Addr=db;Database=x", true)]
    [InlineData("Server=db", true)]
    [InlineData("DataSource=x.db;Pooling=False", false)]
    [InlineData("Filename=x.db", false)]
    [InlineData("Data Source=x.db;Mode=ReadWriteCreate;Cache=Shared;Foreign Keys=True;Default Timeout=5", false)]
    public void Connection_string_determines_the_provider(string connectionString, bool isSqlServer) =>
        Assert.Equal(isSqlServer, DatabaseSetup.IsSqlServer(connectionString));

    [Fact]
    public void Event_outside_the_catalogue_cannot_be_recorded() =>
        Assert.Throws<ArgumentException>(() => ModuleDbContext.EntryFor(Guid.CreateVersion7(), "text", "test", DateTimeOffset.UnixEpoch));

    [Fact]
    public void Usage_telemetry_of_MassTransit_is_off()
    {
        using var services = new ServiceCollection().AddEventBus(new ConfigurationBuilder().Build()).BuildServiceProvider();

        Assert.False(services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);
    }

    [Fact]
    public void Queue_names_are_unique()
    {
        var queues = new QueueCatalogue();
        queues.Add("areas", 1, typeof(AreaRecorder));

        Assert.Throws<ArgumentException>(() => queues.Add("areas", 1, typeof(SecondAreaRecorder)));
    }

    [Fact]
    public void Replay_routes_contain_the_event_types_that_the_queues_consume()
    {
        var queues = new QueueCatalogue();
        queues.Add("areas", 1, typeof(AreaRecorder));
        queues.Add("incidents", 1, typeof(IncidentRecorder));
        queues.Add("others", 1, typeof(MunicipalityRecorder));

        Assert.Equal(
            [
                "AreaChanged areas", "IncidentCorrected incidents", "IncidentMarkedAsDuplicate incidents", "IncidentQuarantined incidents",
                "IncidentRejected incidents",
                "IncidentReported incidents", "IncidentVerified incidents", "IncidentWithdrawn incidents",
            ],
            queues.RoutesTo("areas", "incidents").Select(route => $"{route.EventType} {route.Queue}").Order(StringComparer.Ordinal));
    }
}
