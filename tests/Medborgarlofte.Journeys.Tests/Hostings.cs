using Medborgarlofte.Journeys.Tests;
using Medborgarlofte.TestSupport;

[assembly: AssemblyFixture(typeof(RabbitNode))]

namespace Medborgarlofte.Journeys.Tests;

public sealed class StandaloneOxelosund : Oxelosund
{
    protected override async Task<Installation> StartAsync() => await StandaloneInstallation.StartAsync();
}

/// <summary>
/// Each service signs in to the broker as its own user, with the permissions documented in docs/operations/publishing.md.
/// </summary>
public sealed class DistributedOxelosund(RabbitNode rabbit) : Oxelosund
{
    private readonly Dictionary<string, string> _users = [];

    /// <summary>The broker connection string of each service.</summary>
    public IReadOnlyDictionary<string, string> Users => _users;

    protected override async Task<Installation> StartAsync() =>
        await DistributedInstallation.StartAsync(rabbit, userOf: async (host, service) =>
    {
        var patterns = DocumentedPermissions.PermissionsOf(service);
        return _users[service] = await rabbit.UserAsync(host, service, patterns[0], patterns[1], patterns[2]);
    });
}

public sealed class StandaloneJourneys(StandaloneOxelosund oxelosund) : Journeys(oxelosund), IClassFixture<StandaloneOxelosund>;

public sealed class DistributedJourneys(DistributedOxelosund oxelosund) : Journeys(oxelosund), IClassFixture<DistributedOxelosund>
{
    [Fact]
    public async Task Trust_22_service_reads_only_its_own_queues_at_the_broker()
    {
        Assert.Equal(4, oxelosund.Users.Values.Distinct().Count());
        foreach (var (service, broker) in oxelosund.Users)
        {
            foreach (var other in oxelosund.Users.Keys)
            {
                Assert.True(await Broker.MayReadAsync(broker, other) == (service == other), $"{service} reads {other}");
            }

            Assert.True(
                await Broker.MayReadAsync(broker, "reporting-incidents") == (service == "reporting"),
                $"{service} reads reporting-incidents");
        }
    }
}
