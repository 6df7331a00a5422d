namespace Medborgarlofte.Measures;

/// <summary>What promises, problem areas, measures and effects have in common: an identity, a municipality and a version.</summary>
internal abstract class Aggregate
{
    public long Id { get; private set; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public int Version { get; private set; }

    public void BeginNextVersion() => Version++;

    /// <summary>The event of its latest change: the whole shareable state.</summary>
    public abstract object ToEvent();
}
