namespace Medborgarlofte.Contracts.Measures;

/// <summary>
/// Something happened on a measure or its entry was corrected. Version 1 is the entry. Names nobody: code, count, day and area.
/// </summary>
/// <param name="OutcomeEventId">Public id of the entry.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MeasureId">The measure on which it happened.</param>
/// <param name="Code">What happened.</param>
/// <param name="Party">The party that tells of it, as a code.</param>
/// <param name="On">The day.</param>
/// <param name="Area">Area code, or null where the place is not told.</param>
/// <param name="Count">How many, e.g. persons apprehended or lamps repaired.</param>
public sealed record OutcomeEventChanged(
    Guid OutcomeEventId,
    int Version,
    string Municipality,
    Guid MeasureId,
    OutcomeCode Code,
    string Party,
    DateOnly On,
    string? Area,
    int Count);

/// <summary>What happened.</summary>
public enum OutcomeCode
{
    /// <summary>Apprehended (gripen): suspected, not convicted.</summary>
    Apprehended,

    /// <summary>A group dispersed (folksamling upplöst).</summary>
    GroupDispersed,

    /// <summary>Lighting repaired (belysning lagad).</summary>
    LightingRepaired,

    /// <summary>Graffiti removed (klotter sanerat).</summary>
    GraffitiRemoved,

    /// <summary>Vegetation cleared (växtlighet röjd).</summary>
    VegetationCleared,

    /// <summary>A place closed off or locked (plats avstängd eller låst).</summary>
    PlaceSecured,

    /// <summary>A permit withdrawn (tillstånd återkallat).</summary>
    PermitWithdrawn,
}
