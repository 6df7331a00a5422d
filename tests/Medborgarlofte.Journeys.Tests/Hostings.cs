using Medborgarlofte.Journeys.Tests;
using Medborgarlofte.TestSupport;

[assembly: AssemblyFixture(typeof(RabbitNode))]

namespace Medborgarlofte.Journeys.Tests;

public sealed class StandaloneOxelosund : Oxelosund
{
    protected override async Task<Installation> StartAsync() => await StandaloneInstallation.StartAsync();
}

public sealed class DistributedOxelosund(RabbitNode rabbit) : Oxelosund
{
    protected override async Task<Installation> StartAsync() => await DistributedInstallation.StartAsync(rabbit);
}

public sealed class SqlServerOxelosund(RabbitNode rabbit) : Oxelosund
{
    protected override Provider Provider => Provider.SqlServer;

    protected override async Task<Installation> StartAsync() => await DistributedInstallation.StartAsync(rabbit, provider: Provider);
}

public sealed class StandaloneJourneys(StandaloneOxelosund oxelosund) : Journeys(oxelosund), IClassFixture<StandaloneOxelosund>;

public sealed class DistributedJourneys(DistributedOxelosund oxelosund) : Journeys(oxelosund), IClassFixture<DistributedOxelosund>;

/// <summary>The distributed hosting on SQL Server.</summary>
public sealed class SqlServerJourneys(SqlServerOxelosund oxelosund) : Journeys(oxelosund.OrSkip()), IClassFixture<SqlServerOxelosund>;
