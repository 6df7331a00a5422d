namespace Medborgarlofte.Persistence;

/// <summary>An aggregate of a municipality, with a public identity and a version that every change increments.</summary>
public abstract class Aggregate
{
    /// <summary>Clustered key; SQL Server would scatter version 7 GUIDs as a clustered key.</summary>
    public long Id { get; private set; }

    /// <summary>Id in the API and in events.</summary>
    public required Guid PublicId { get; init; }

    /// <summary>SCB municipality code.</summary>
    public required string Municipality { get; init; }

    /// <summary>Version, from 1; concurrency token and ETag.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Begins the next version. A method that changes the aggregate calls it once.</summary>
    public void BeginNextVersion() => Version++;
}

/// <summary>An aggregate whose changes are published by events with its state.</summary>
public abstract class Aggregate<TEvent> : Aggregate
{
    /// <summary>The event of the current version.</summary>
    public abstract TEvent ToEvent();

    /// <summary>Completes a change of the properties: begins the next version and returns its event.</summary>
    public TEvent Changed()
    {
        BeginNextVersion();
        return ToEvent();
    }
}
