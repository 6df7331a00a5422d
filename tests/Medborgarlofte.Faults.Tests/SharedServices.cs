using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Faults.Tests;

/// <summary>Services whose processes and broker the tests of this collection end and start again.</summary>
[CollectionDefinition(nameof(SharedServices))]
public sealed class SharedServices(RabbitNode rabbit) : ICollectionFixture<SharedServices>, IAsyncLifetime
{
    /// <summary>The running installation.</summary>
    public DistributedInstallation Installation { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Installation = await DistributedInstallation.StartAsync(rabbit);

    public ValueTask DisposeAsync() => Installation.DisposeAsync();
}
