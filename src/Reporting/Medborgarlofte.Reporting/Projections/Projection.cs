using System.Text.Json;
using Medborgarlofte.Contracts;

namespace Medborgarlofte.Reporting.Projections;

/// <summary>
/// A promise, problem area, measure, effect, commitment, activity, citizen's view or watch group as the latest event about it told. The
/// event is kept whole; only what reports look for stands in columns of its own.
/// </summary>
internal sealed class Projection
{
    /// <summary>Name of the event that told of it.</summary>
    public required string Type { get; init; }

    /// <summary>Public id of what it is about.</summary>
    public required Guid Id { get; init; }

    /// <summary>SCB municipality code.</summary>
    public required string Municipality { get; set; }

    /// <summary>Version that it holds.</summary>
    public required int Version { get; set; }

    /// <summary>First day that it concerns, where it concerns days.</summary>
    public DateOnly? FirstDay { get; set; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; set; }

    /// <summary>The event.</summary>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Payload, EventJson.Options)!;
}
