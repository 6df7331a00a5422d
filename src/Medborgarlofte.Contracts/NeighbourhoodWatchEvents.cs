namespace Medborgarlofte.Contracts.NeighbourhoodWatch;

/// <summary>A watch group (grannsamverkansgrupp) was registered or has changed. Version 1 is its registration.</summary>
/// <param name="GroupId">Public id of the group.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Area">Code of the area in which it watches.</param>
/// <param name="Variant">Which sort of watch it is.</param>
/// <param name="Households">Number of households that take part.</param>
/// <param name="RegisteredOn">Calendar day of its registration.</param>
public sealed record WatchGroupChanged(
    Guid GroupId, int Version, string Municipality, string Area, WatchVariant Variant, int Households, DateOnly RegisteredOn);

/// <summary>Which sort of neighbourhood watch a group is.</summary>
public enum WatchVariant
{
    /// <summary>Neighbourhood watch among houses (grannsamverkan).</summary>
    Neighbourhood,

    /// <summary>Boat watch (båtsamverkan).</summary>
    Boat,

    /// <summary>Stairwell watch (trappsamverkan).</summary>
    Stairwell,
}
