namespace Medborgarlofte.NeighbourhoodWatch;

/// <summary>What the module's things have in common: an identity, a municipality and a version.</summary>
internal abstract class Versioned
{
    public long Id { get; private set; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public int Version { get; private set; } = 1;

    public void BeginNextVersion() => Version++;
}
