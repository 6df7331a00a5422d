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
    public void The_connection_string_tells_which_database_it_is(string connectionString, bool isSqlServer) =>
        Assert.Equal(isSqlServer, ModuleDatabase.IsSqlServer(connectionString));

    [Fact]
    public void An_event_outside_the_catalogue_cannot_be_recorded() =>
        Assert.Throws<ArgumentException>(() => ModuleDbContext.EntryFor(Guid.CreateVersion7(), "text", "test", DateTimeOffset.UnixEpoch));

    [Fact]
    public void A_process_tells_nobody_on_the_internet_how_it_uses_its_bus()
    {
        using var services = new ServiceCollection().AddEventBus(new ConfigurationBuilder().Build()).BuildServiceProvider();

        Assert.False(services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);
    }

    [Fact]
    public void Two_queues_cannot_have_one_name()
    {
        var queues = new QueueCatalogue();
        queues.Add("areas", 1, typeof(TellArea));

        Assert.Throws<ArgumentException>(() => queues.Add("areas", 1, typeof(TellAreaToo)));
    }

    [Fact]
    public void The_routes_of_a_replay_bring_what_the_queues_want_and_nothing_else()
    {
        var queues = new QueueCatalogue();
        queues.Add("areas", 1, typeof(TellArea));
        queues.Add("incidents", 1, typeof(TellIncident));
        queues.Add("others", 1, typeof(TellMunicipality));

        Assert.Equal(
            [
                "AreaChanged areas", "IncidentCorrected incidents", "IncidentMarkedAsDuplicate incidents", "IncidentQuarantined incidents",
                "IncidentRejected incidents",
                "IncidentReported incidents", "IncidentVerified incidents", "IncidentWithdrawn incidents",
            ],
            queues.RoutesTo("areas", "incidents").Select(route => $"{route.EventType} {route.Queue}").Order(StringComparer.Ordinal));
    }
}
